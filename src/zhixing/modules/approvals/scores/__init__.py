"""Tables of efficiency scores as matters: frozen, objected to, corrected, published; and the pages that show how it goes."""
