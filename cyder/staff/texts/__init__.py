"""The tables that the generators draw from: names, places, matters, forms, letters."""
