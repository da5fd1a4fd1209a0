from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("interactions", "0002_reweighing")]

    operations = [
        migrations.RemoveIndex(model_name="participation", name="participation_touches"),
        migrations.AddIndex(
            model_name="participation",
            index=models.Index(
                fields=["owner", "contact", "touch_day", "touch_weight", "counted"],
                condition=models.Q(touch_weight__isnull=False),
                name="participation_touches",
            ),
        ),
    ]
