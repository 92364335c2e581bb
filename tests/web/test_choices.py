"""The programme's settings in the browser: who sees them, where their words stand, what a refusal leaves."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from app.domain.choices import FIELDS
from app.domain.lands import MEMBERS, ChooseCountries, NameCountry, SetCountryNote
from app.domain.programme import GROUND_RULES, SetGroundRules
from tests.serving import serving

RULE = ("Listen <b>first</b>", "Écoutez d’abord", "أنصت أولًا")


async def test_only_an_organiser_sees_and_sets_them(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        olga, dana, amal = [await server.visitor(name) for name in ("Olga", "Dana", "Amal")]
        where = f"/p/{server.programme}"
        assert [(await one.get(f"{where}/settings")).status_code for one in (olga, dana, amal)] == [200, 403, 404]
        gone = [code for code in FIELDS if code != "art"]
        form = {"codes": ["art", ""], "en": ["", "Sea & ports"], "without": gone}
        assert [(await one.post(f"{where}/fields", form)).status_code for one in (dana, olga)] == [403, 204]
        assert [each.code for each in server.state.choices.fields] == ["art", "added-1"]
        assert "Sea &amp; ports" in (await olga.get(f"{where}/settings")).text
        console = (await dana.get(f"{dana.base}/console?language=en")).text  # topics are chosen from them
        assert console.count("Sea &amp; ports") == 2
        assert '<option value="Art"></option>' in console
        assert '<option value="Gender"></option>' not in console


async def test_a_refusal_is_a_sentence_and_changes_nothing(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        olga = await server.visitor("Olga")
        where = f"/p/{server.programme}"
        before = server.live.stream.position
        answer = await olga.post(f"{where}/fields", {"en": ["x" * 81]})
        assert (answer.status_code, "at most 80 characters" in answer.text) == (422, True)
        assert 'hx-target="#notice"' in answer.text  # the form stays on the page with all that was typed
        answer = await olga.post(f"{where}/types", {"codes": ["cso"], "without": ["educator"]}, script=False)
        assert (answer.status_code, "People on the list are of this kind" in answer.text) == (409, True)
        assert server.live.stream.position == before


async def test_every_list_of_countries_has_the_names_and_the_footnote_of_the_organiser(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        olga = await server.visitor("Olga")
        where = f"/p/{server.programme}"
        await server.do(ChooseCountries(("MA", "MT", "TN"), MEMBERS), "Olga")
        await server.do(NameCountry("MA", ("Kingdom of Morocco*", "", "")), "Olga")
        await server.do(SetCountryNote(("* Names say nothing of status.", "", "* الأسماء لا تدل على وضع.")), "Olga")
        for page in ("people", "settings", f"people/{server.id('Amal')}"):
            text = (await olga.get(f"{where}/{page}?language=en")).text
            assert text.count("* Names say nothing of status.") >= 1, page
            assert "Kingdom of Morocco*" in text, page
            assert "* الأسماء لا تدل على وضع." in (await olga.get(f"{where}/{page}?language=ar")).text, page
        person = (await olga.get(f"{where}/people/{server.id('Nuno')}?language=fr")).text
        chosen = person.partition('<select name="country"')[2].partition("</select>")[0]
        assert [option.partition('"')[0] for option in chosen.split('value="')[1:]] == ["", "MT", "MA", "PT", "TN"]
        assert "Kingdom" not in chosen  # there is no French name, so the usual one is read


async def test_a_page_of_settings_left_open_undoes_nobodys_ticks(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        olga = await server.visitor("Olga")
        where = f"/p/{server.programme}"
        page = (await olga.get(f"{where}/settings")).text
        shown = re.findall(r'name="shown" value="(\w+)"', page)
        ticked = re.findall(r'name="countries" value="(\w+)" autocomplete="off" checked', page)
        assert sorted(shown) == sorted(ticked) == sorted(MEMBERS)
        await server.do(ChooseCountries((*MEMBERS, "JP"), MEMBERS), "Olga")
        form = {"countries": [code for code in ticked if code != "FR"], "shown": shown}
        assert (await olga.post(f"{where}/countries", form)).status_code == 204
        assert set(server.state.choices.countries) == {*MEMBERS, "JP"} - {"FR"}


async def test_ground_rules_are_read_in_each_language(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        olga, amal = await server.visitor("Olga"), await server.visitor("Amal")
        en, fr, ar = [(said,) for said in RULE]
        await server.do(SetGroundRules(("", *GROUND_RULES), en, fr, ar, without=("tell-us",)), "Olga")
        for language, said in zip(("en", "fr", "ar"), RULE, strict=True):
            for one, page in ((amal, "welcome"), (amal, "board"), (olga, "paper")):
                text = unescape((await one.get(f"{one.base}/{page}?language={language}")).text)
                assert said in text or (page == "board" and said in text), (page, language)
        assert "Tell us if something is wrong." not in (await amal.get(f"{amal.base}/board?language=en")).text
