from django.urls import path

from dashboard.views import brief, feeds, graph, people, person, pictures, reminding, resting, start

app_name = "dashboard"
urlpatterns = [
    path("", start.today, name="today"),
    path("search/", start.search, name="search"),
    path("recent/", start.recent, name="recent"),
    path("settings/", start.settings_page, name="settings"),
    path("settings/reminders/", reminding.reminding, name="reminding"),
    path("settings/reminders/holiday/end/", reminding.holiday_end, name="holiday_end"),
    path("settings/mail-test/", start.mail_test, name="mail_test"),
    path("feeds/<str:secret>.ics", feeds.feed, name="feed"),
    path("pictures/", pictures.pictures, name="pictures"),
    path("graph/", graph.graph, name="graph"),
    path("graph/data/", graph.graph_data, name="graph_data"),
    path("brief/", brief.brief, name="brief"),
    path("brief/tomorrow/", brief.tomorrow, name="brief_tomorrow"),
    path("brief/tomorrow/send/", brief.tomorrow_send, name="brief_send"),
    path("brief/event/<int:pk>/", brief.event_brief, name="event_brief"),
    path("people/", people.people, name="people"),
    path("people/bulk/", people.bulk, name="people_bulk"),
    path("people/new/", person.new, name="person_new"),
    path("people/<int:pk>/", person.person, name="person"),
    path("people/<int:pk>/edit/", person.edit, name="person_edit"),
    path("people/<int:pk>/brief/", brief.person_brief, name="person_brief"),
    path("people/<int:pk>/remove/", person.remove, name="person_remove"),
    path("people/<int:pk>/restore/", person.restore, name="person_restore"),
    path("people/<int:pk>/pause/", resting.pause, name="person_pause"),
    path("people/<int:pk>/pause/<str:until>/", resting.pause_as, name="person_pause_as"),
    path("people/<int:pk>/suggest/", resting.suggest, name="person_suggest"),
]
