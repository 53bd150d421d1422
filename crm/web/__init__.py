"""``crm`` in a browser of the same machine: the optional extra ``web``, on textual-serve.

Whoever can open the page can read the book. So the server listens on the loopback address only, the page opens with the
key of its address alone, and what drives the app comes from that page and no other. The page loads nothing from elsewhere.
"""
