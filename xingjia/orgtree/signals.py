"""What the tree says to the rooms above it, which it cannot name."""

from django.dispatch import Signal

# Sent with `nodes` (ids of those that stand elsewhere, or nowhere, from some day on), inside the
# transaction of the change, so that nothing computed from places can be older than the tree.
tree_changed = Signal()
