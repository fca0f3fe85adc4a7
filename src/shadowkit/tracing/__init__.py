"""What `shadowkit trace` prints: how recommendations, evidence, sources and what the State was
told before hang together in a submission, and its forms: text, CSV, Excel and a page.

`objects` says what there is to print, `gathering` finds it, and each form has a module.
"""
