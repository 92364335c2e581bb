"""The people page and each person's: lists looked at before they are taken, roles and presence changed live."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

from app.domain.attendance import MarkGone
from app.domain.meetings import DescribeMeeting, OpenDoors
from app.web.handing import personal_link
from tests.pages import LivePage
from tests.serving import MEETING, Serving, Visitor, serving

AGAIN = "organisation;name\n{organisation};{name}\n"


async def looked(olga: Visitor, text: str | bytes, **more: str) -> str:
    """Bring a list; return the page that answers."""
    body = text.encode() if isinstance(text, str) else text
    answer = await olga.http.post(
        f"/p/{olga.server.programme}/people/list", data=more, files={"file": ("people.csv", body, "text/csv")}
    )
    return answer.text


def amal_again(server: Serving) -> str:
    known = server.state.people[server.id("Amal")]
    return AGAIN.format(organisation=known.organisation, name=known.name)


async def test_a_list_is_looked_at_then_taken_and_the_same_list_changes_nothing(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        olga = await server.visitor("Olga")
        count = len(server.state.people)
        text = "\ufeffemail;name;role\nzoe@example.org;Zoe Q.;\n;;\nnobody;Yan X.;\n;Kim L.;king\n"
        page = await looked(olga, text)
        assert page.count("left out:") == 2
        assert "This is not an e-mail address." in page
        assert len(server.state.people) == count
        form = {"text": text, "confirmed": "yes", "once": "a"}
        taken = await olga.post(f"/p/{server.programme}/people/list", form, script=False)
        assert "1 new, 0 changed, 0 unchanged, 2 left out" in taken.text
        assert len(server.state.people) == count + 1
        again = await olga.post(f"/p/{server.programme}/people/list", {**form, "once": "b"}, script=False)
        assert "0 new, 0 changed, 1 unchanged, 2 left out" in again.text
        assert len(server.state.people) == count + 1
        assert "is not UTF-8" in await looked(olga, "name\nZo\u00eb\n".encode("latin-1"))
        assert "one of them: name" in await looked(olga, "nom;pays\nZoe;FR\n")


async def test_a_list_calls_meetings_as_any_page_does(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        meeting = server.state.meetings[MEETING]
        names = ("", "Les ports", "الموانئ")
        await server.do(DescribeMeeting(MEETING, "Ports", meeting.starts_at, names=names), "Olga")
        olga = await server.visitor("Olga")
        text = "name;meetings\nZoe Q.;Ports\nYan X.;Les ports\nKim L.;الموانئ\n"
        await olga.post(f"/p/{server.programme}/people/list", {"text": text, "confirmed": "yes"}, script=False)
        assert [server.state.people[server.id(name)].meetings for name in ("Zoe", "Yan", "Kim")] == [{MEETING}] * 3


async def test_a_namesake_is_asked_about_and_can_be_somebody_else(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        olga = await server.visitor("Olga")
        text, count = amal_again(server), len(server.state.people)
        page = await looked(olga, text)
        assert "the same person?" in page
        assert 'name="distinct" value="2"' in page
        form = {"text": text, "confirmed": "yes", "distinct": "2", "once": "a"}
        await olga.post(f"/p/{server.programme}/people/list", form, script=False)
        assert len(server.state.people) == count + 1


async def test_a_role_is_changed_live_by_an_organiser_only(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await server.do(OpenDoors(MEETING), "Dana")
        olga, lina, amal = [await server.visitor(name) for name in ("Olga", "Lina", "Amal")]
        path = f"/p/{server.programme}/people/{amal.person}"
        assert f'action="{path}/role"' in (await olga.get(path)).text
        assert f'action="{path}/role"' not in (await lina.get(path)).text
        assert (await amal.get(path)).status_code == 404
        assert (await olga.get(f"/p/{server.programme}/people/p999")).status_code == 404
        async with LivePage(olga, f"{olga.base}/console") as console:
            answer = await olga.post(f"{path}/role", {"role": "interpreter"})
            assert answer.status_code == 204
            await console.reached(int(answer.headers["x-position"]))
            assert "of 29" in console.held["top"]
        back = await olga.post(f"{path}/role", {"role": "king"}, script=False)
        assert back.status_code == 422


async def test_staff_mark_a_person_present_whose_page_never_opened(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        rui, amal = await server.visitor("Rui"), server.id("Amal")
        path = f"/p/{server.programme}/people/{amal}"
        assert "Has not come yet." not in (await rui.get(path)).text
        await server.do(OpenDoors(MEETING), "Dana")
        assert "Has not come yet." in (await rui.get(path)).text
        assert f'id="missing-{amal}"' in (await rui.get(f"{rui.base}/lists/missing")).text
        assert (await rui.post(f"{rui.base}/people/{amal}/presence")).status_code == 204
        assert "Is present." in (await rui.get(path)).text
        assert f'id="missing-{amal}"' not in (await rui.get(f"{rui.base}/lists/missing")).text
        await server.do(MarkGone(MEETING, amal), "Rui")
        assert "Has left." in (await rui.get(path)).text


async def test_a_replaced_link_is_shown_anew(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        dana, amal = await server.visitor("Dana"), server.id("Amal")
        old = personal_link(server.house, server.state, amal)
        assert (await dana.post(f"/p/{server.programme}/people/{amal}/link")).status_code == 204
        shown = await dana.post(f"/p/{server.programme}/people/links", {"people": amal}, script=False)
        assert personal_link(server.house, server.state, amal) in shown.text
        assert old not in shown.text
        assert shown.text.count('class="paste"') == 3


async def test_links_come_as_a_file_for_a_mail_merge_of_those_one_may_see(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        olga, dana = await server.visitor("Olga"), await server.visitor("Dana")
        path = f"/p/{server.programme}/people/links.csv"
        rows = list(csv.DictReader(StringIO((await olga.post(path, script=False)).content.decode("utf-8-sig"))))
        assert len(rows) == len(server.state.people)
        (amal,) = [row for row in rows if row["name"] == "Amal R."]
        assert amal["link"] == personal_link(server.house, server.state, server.id("Amal"))
        fewer = (await dana.post(path, script=False)).content.decode("utf-8-sig")
        assert "Olga" not in fewer
        assert "Amal R." in fewer


async def test_what_the_set_up_said_can_be_changed_later_each_part_by_who_may(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        olga, dana, lina = [await server.visitor(name) for name in ("Olga", "Dana", "Lina")]
        people, details = f"/p/{server.programme}/people", f"/p/{server.programme}/details"
        meeting, kind = server.state.meetings[MEETING], server.state.meetings[MEETING].kind
        form = {"name": "Youth & towns", "starts": "2027-01-15T10:30", "zone": "Africa/Tunis"}
        assert (await dana.post(f"{dana.base}/date", form)).status_code == 204
        assert (meeting.name, meeting.zone, meeting.kind) == ("Youth & towns", "Africa/Tunis", kind)
        assert meeting.starts_at == datetime(2027, 1, 15, 9, 30, tzinfo=UTC).timestamp()
        shown = (await dana.get(people)).text
        assert 'name="starts" value="2027-01-15T10:30"' in shown
        assert f'action="{details}"' not in shown
        assert f'action="{details}"' in (await olga.get(people)).text
        assert 'id="about"' not in (await lina.get(people)).text
        for wrong in ({"starts": "soon"}, {"zone": "Tunis"}, {"name": ""}):
            assert (await dana.post(f"{dana.base}/date", {**form, **wrong})).status_code == 422, wrong
        assert (await lina.post(f"{lina.base}/date", {**form, "name": "Mine"})).status_code == 403
        assert meeting.name == "Youth & towns"
