"""Give everyone a standing, leave out of lists who is gone, and pinned people and family their floor."""

from typing import Any

from django.db import migrations
from django.db.models import Q

PINNED_FLOOR = 7.0


def complete(apps: Any, schema_editor: Any) -> None:
    contact, standing = apps.get_model("contacts", "Contact"), apps.get_model("relationships", "Standing")
    without = contact.objects.filter(standing=None).values_list("pk", "owner_id")
    standing.objects.bulk_create(
        (standing(contact_id=pk, owner_id=owner) for pk, owner in without.iterator()), batch_size=500
    )
    gone = contact.objects.filter(~Q(state="active") | Q(deleted_at__isnull=False))
    standing.objects.filter(contact__in=gone).update(is_listed=False)
    held = standing.objects.filter(Q(contact__is_family=True) | Q(contact__is_pinned=True), rating_day=None)
    for row in held.select_related("contact"):
        row.rating_day, row.rating_floor = row.contact.updated_at.toordinal(), PINNED_FLOOR
        row.save(update_fields=["rating_day", "rating_floor"])


class Migration(migrations.Migration):
    dependencies = [("relationships", "0002_anchors")]
    operations = [migrations.RunPython(complete, migrations.RunPython.noop)]
