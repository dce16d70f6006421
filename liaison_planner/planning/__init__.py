"""From a person's gaps and limits to a proven plan, and to the reasons when nothing fits."""
