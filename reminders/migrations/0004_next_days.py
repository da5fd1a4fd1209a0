"""Reminders made before they kept the moment of their next day: the next tick looks at each of them."""

from datetime import UTC, datetime, time, timedelta

from django.db import migrations

BY_HAND = ("own", "follow-up")
CHUNK = 1000


def look_again(apps, schema_editor):
    Reminder = apps.get_model("reminders", "Reminder")
    rows = Reminder.objects.filter(kind__in=BY_HAND, starts_on__isnull=False, finished_at=None)
    for row in rows.iterator(CHUNK):
        begins = datetime.combine(row.starts_on, time(), UTC) - timedelta(days=1)
        Reminder.objects.filter(pk=row.pk).update(next_at=begins)


class Migration(migrations.Migration):
    dependencies = [("reminders", "0003_channels_and_feeds")]
    operations = [migrations.RunPython(look_again, migrations.RunPython.noop)]
