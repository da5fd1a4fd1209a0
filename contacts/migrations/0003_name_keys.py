from django.conf import settings
from django.db import migrations, models

from domain.namekeys import card_keys, trace_keys

CHUNK = 500


def write_keys(apps, schema_editor):
    """The keys of everybody who is there already; a card derives its own anew whenever it is saved."""
    Contact = apps.get_model("contacts", "Contact")
    Identity = apps.get_model("contacts", "Identity")
    NameKey = apps.get_model("contacts", "NameKey")
    Trace = apps.get_model("contacts", "Trace")
    aliases = {}
    for contact_id, shown in Identity.objects.filter(kind="alias").values_list("contact_id", "shown"):
        aliases.setdefault(contact_id, []).append(shown)
    rows = []
    for one in Contact.objects.only("owner_id", "given", "family", "display").iterator(CHUNK):
        others = [one.display, *aliases.get(one.pk, [])]
        keys = card_keys(given=one.given, family=one.family, others=others)
        rows += [NameKey(owner_id=one.owner_id, contact_id=one.pk, key=key) for key in sorted(keys)]
    for one in Trace.objects.only("owner_id", "name").iterator(CHUNK):
        keys = trace_keys(one.name)
        rows += [NameKey(owner_id=one.owner_id, trace_id=one.pk, key=key) for key in sorted(keys)]
    NameKey.objects.bulk_create(rows, batch_size=CHUNK)


class Migration(migrations.Migration):

    dependencies = [
        ("contacts", "0002_left_how"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NameKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60)),
                ("contact", models.ForeignKey(null=True, on_delete=models.deletion.CASCADE, related_name="name_keys", to="contacts.contact")),
                ("owner", models.ForeignKey(editable=False, on_delete=models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("trace", models.ForeignKey(null=True, on_delete=models.deletion.CASCADE, related_name="name_keys", to="contacts.trace")),
            ],
            options={
                "indexes": [models.Index(fields=["owner", "key"], name="namekey_lookup")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("contact", None), ("trace__isnull", False))
                        | models.Q(("contact__isnull", False), ("trace", None)),
                        name="namekey_of_one",
                    )
                ],
            },
        ),
        migrations.RunPython(write_keys, migrations.RunPython.noop),
    ]
