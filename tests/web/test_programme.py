"""One more meeting of a programme: planned by the organiser, with a usual agenda; the same people, other rooms."""

from __future__ import annotations

from pathlib import Path

from tests.serving import serving

FORM = {"name": "Workshop 2", "starts": "2030-05-02T10:00", "zone": "Africa/Tunis", "template": "world-cafe"}


async def test_the_organiser_plans_another_meeting_and_nobody_else_does(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        olga, dana, amal = [await server.visitor(name) for name in ("Olga", "Dana", "Amal")]
        where = f"/p/{server.programme}/new-meeting"
        assert [(await one.post(where, FORM)).status_code for one in (amal, dana)] == [404, 403]
        for wrong in ({"template": "opera"}, {"starts": ""}, {"starts": "soon"}, {"zone": "Nowhere"}, {"name": " "}):
            assert (await olga.post(where, {**FORM, **wrong})).status_code == 422
        assert list(server.state.meetings) == ["m1"]
        for _ in range(2):
            assert (await olga.post(where, {**FORM, "once": "twice"})).status_code == 204
        assert list(server.state.meetings) == ["m1", "m2"]
        second = server.state.meetings["m2"]
        assert (second.name, len(second.agenda)) == ("Workshop 2", 10)
        page = (await olga.get(f"/p/{server.programme}/people?language=en")).text
        assert f'href="/p/{server.programme}/m/m2/agenda"' in page


async def test_a_meeting_is_called_in_each_readers_language_on_pages_and_in_the_calendar(
    tmp_path: Path,
) -> None:
    async with serving(tmp_path) as server:
        dana, amal = await server.visitor("Dana"), await server.visitor("Amal")
        when = {"starts": "2030-12-01T10:00", "zone": "Africa/Tunis"}
        names = {"en": "Ports and schools", "fr": "Ports et écoles", "ar": "الموانئ والمدارس"}
        form = {"name": names["en"], "names": ["", names["fr"], names["ar"]], **when}
        assert (await dana.post(f"{dana.base}/date", form)).status_code == 204
        assert (await dana.post(f"{dana.base}/date", {"name": names["en"], **when})).status_code == 204  # they stay
        for language, name in names.items():
            for one, page in ((amal, "board"), (dana, "console"), (dana, "screen"), (dana, "paper")):
                shown = (await one.get(f"{one.base}/{page}?language={language}")).text
                assert name in shown, (page, language)
                assert page == "console" or not [each for each in names.values() if each != name and each in shown]
            assert name in (await amal.get(f"{amal.base}/calendar.ics?language={language}")).text.replace("\r\n ", "")
        await dana.post(f"{dana.base}/date", {**form, "names": ["", "", ""]})
        assert names["en"] in (await amal.get(f"{amal.base}/board?language=ar")).text
        too_long = {**form, "names": ["", "é" * 1000, ""]}
        assert (await dana.post(f"{dana.base}/date", too_long)).status_code == 422
