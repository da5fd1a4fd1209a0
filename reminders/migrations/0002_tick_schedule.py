from django.db import migrations


def make_tick(apps, schema_editor):
    """The one fixed schedule: every minute, for ever. Reminders themselves are never schedules."""
    apps.get_model("django_q", "Schedule").objects.get_or_create(
        name="tick",
        defaults={"func": "dashboard.tasks.tick", "schedule_type": "I", "minutes": 1, "repeats": -1},
    )


def drop_tick(apps, schema_editor):
    apps.get_model("django_q", "Schedule").objects.filter(name="tick").delete()


class Migration(migrations.Migration):

    dependencies = [
        ("reminders", "0001_initial"),
        ("django_q", "0016_schedule_intended_date_kwarg"),
    ]

    operations = [migrations.RunPython(make_tick, drop_tick)]
