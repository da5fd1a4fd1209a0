"""Reminders made before they kept the moment of their next day: the next tick looks at each of them."""

from datetime import UTC, datetime

from django.db import migrations

KINDS = ("own", "follow-up", "date")
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def look_again(apps, schema_editor):
    rows = apps.get_model("reminders", "Reminder").objects.filter(kind__in=KINDS, finished_at=None)
    rows.filter(starts_on__isnull=False).update(next_at=LONG_AGO)


class Migration(migrations.Migration):
    dependencies = [("reminders", "0003_channels_and_feeds")]
    operations = [migrations.RunPython(look_again, migrations.RunPython.noop)]
