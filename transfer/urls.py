"""The addresses of in and out."""

from django.urls import path

from transfer.views import columns, duplicates, exporting, imports, matches, merging, runs

app_name = "transfer"
urlpatterns = [
    path("export/", exporting.export, name="export"),
    path("export/restore/", exporting.restore, name="restore"),
    path("people/<int:pk>/export/", exporting.export_person, name="export_person"),
    path("import/", imports.imports, name="imports"),
    path("import/names/", imports.names, name="names"),
    path("import/<int:pk>/", runs.report, name="report"),
    path("import/<int:pk>/progress/", runs.progress, name="progress"),
    path("import/<int:pk>/rows/", runs.rows, name="rows"),
    path("import/<int:pk>/columns/", columns.columns, name="columns"),
    path("import/<int:pk>/own/", runs.own, name="own"),
    path("import/<int:pk>/go/", runs.go, name="go"),
    path("import/<int:pk>/cancel/", runs.cancel, name="cancel"),
    path("import/<int:pk>/undo/", runs.undo, name="undo"),
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("duplicates/<int:one>/<int:other>/two/", duplicates.apart, name="apart"),
    path("duplicates/<int:one>/<int:other>/undo/", duplicates.apart_undo, name="apart_undo"),
    path("people/<int:pk>/merge/", merging.pick, name="merge_pick"),
    path("merge/<int:one>/<int:other>/", merging.merge, name="merge"),
    path("merge/<int:pk>/undo/", merging.undo, name="merge_undo"),
    path("matches/", matches.matches, name="matches"),
    path("matches/sure/", matches.answer_sure, name="matches_sure"),
    path("matches/<int:pk>/", matches.answer, name="match_answer"),
    path("matches/<int:pk>/undo/", matches.undo, name="match_undo"),
]
