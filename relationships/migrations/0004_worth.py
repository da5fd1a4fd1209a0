"""How much a message may be worth; the anchors are drawn anew, since the old ones do not tell."""

from typing import Any

from django.db import migrations, models


def let_anchors_go_stale(apps: Any, schema_editor: Any) -> None:
    apps.get_model("relationships", "Standing").objects.update(stale_on=0)


class Migration(migrations.Migration):
    dependencies = [("relationships", "0003_every_contact_stands")]
    operations = [
        migrations.AddField("standing", "worth", models.FloatField(default=0)),
        migrations.AddIndex(
            "standing",
            models.Index(
                condition=models.Q(("is_listed", True), ("worth__gt", 0)),
                fields=["owner", "worth"],
                name="standing_worth",
            ),
        ),
        migrations.RunPython(let_anchors_go_stale, migrations.RunPython.noop),
    ]
