"""The picture of relations as plain columns."""
