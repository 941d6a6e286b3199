"""How efficiency scores show themselves, and the pages that show how approval goes."""
