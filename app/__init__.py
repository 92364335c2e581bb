"""The Local Dialogue Platform: what is true, what each audience sees, and how it comes in. This is the map.

    main.py       puts it together: settings, engine, routes; `run` serves
    cli/          the `dialogue` command, one file per command
    demo/         simulated people who use the real doors: the demo, the rehearsal
    chores.py     what the owner asks: backup, check, links …      control.py   the running process's own door for them
    settings.py   the only reader of the environment               keys.py      the key of all links
    disks.py      does the data folder outlive a restart?          logs.py      our log lines, without personal data
    model.py      hands the domain's events and commands to the engine
    rosters.py    lists of people as CSV, read                     sheets.py    lists of practices as CSV, read
    pictures/     pictures that people hand in, made anew
    domain/       who, where, when: pure rules. No clock, no randomness, no input or output, only the standard library
    seating/      who sits with whom, over all rounds: the solver, as pure as the domain
    panels/       what each audience sees: a block of a template, its slice of the state, the events that change it
    exports/      files that leave: tables as CSV, notes as Markdown
    platforms/    what a call's address tells of its video platform, and the rooms of those that need no account
    rendering.py  draws pages and panels in a language; knows nothing of meetings
    web/          HTTP in, HTML out; the socket's door; one file per noun
    i18n/         languages and their catalogues
Beside it: `realtime/` (streams, hub, tabs, alarms, slow clients; has never heard of a meeting), `templates/`,
`static/`, `tests/` (`scenes/` and `screenshots/` make the pictures, `benchmarks/` the figures).

The way of one command: `POST …/rounds/3/opening` → `web` reads the form into `OpenRound` → `realtime` queues it for the
programme's stream → the command decides (pure) → the events change the state → one durable commit for all that waited
→ each caller has its answer → the panels the events touch are drawn once per audience and language somebody watches →
one message to each open page, with the position it now shows.

The way of one letter of a shared text (a report, a practice): the browser keeps it on its disk (`static/js/unsent.js`)
→ the socket (`web/editing.py`) or a form (`web/texts.py`) → `realtime/texts.py` puts it on ours, then shows it to
whoever has the text open, then says "saved". Some seconds later `web/noting.py` brings the words into the log
(`domain/texts/`).

The import law, downwards only, checked by `make lint` and tests/test_laws.py:
`main, cli, demo > chores, control > web > panels > rendering > domain`. `i18n` lies under all and imports nothing of
ours; `seating`, `platforms`, `pictures` and `model` import `domain`, `rosters` `exports` and `i18n` too; `keys` imports
`settings`; `realtime` never imports `app`. SQL only in `realtime`; jinja2 only in
`rendering`; the environment only in `settings`; `Markup` only in `rendering`.
"""
