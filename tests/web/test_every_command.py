"""Every command that a form gives, taken once from those who would give it; each pushed as a reload shows it."""

from __future__ import annotations

from contextlib import AsyncExitStack
from itertools import pairwise
from pathlib import Path
from typing import Any

from app.domain.attendance import Arrive
from app.domain.messages import commands
from app.domain.practices.beginning import BeginPractice
from app.domain.practices.photos import AddPhoto
from realtime.clock import Clock
from tests.pages import LivePage
from tests.serving import MEETING, Serving, Visitor, serving
from tests.web.test_pushed import GUESTS, WATCHERS, knock, same

FORMED = {name for name, command in commands().items() if command.path and command.scope != "platform"}
AFTER = {"TakeStep": "steps", "TakeBack": "steps/{step}/undoing", "PrepareRounds": "rounds",
         "Reseat": "blocks/{block}/reseating", "PlanCafe": "cafes/{block}/plan",
         "TakeDuty": "duty"}  # fmt: skip
Given = tuple[str, str, dict[str, Any]]
LINK = "https://meet.example.org/a"
BEFORE_ROUNDS: list[Given] = [
    ("Olga", "DescribeProgramme", {"name": "Dialogue", "zone": "Africa/Tunis", "help_phone": "+216 00 000 001",
                                   "controller": "The organiser", "contact": "privacy@example.org"}),
    ("Olga", "SetGroundRules", {"codes": ["fine-to-pass", ""], "en": ["", "Listen"], "ar": ["", "أنصت"]}),
    ("Olga", "SetFields", {"codes": ["art", ""], "fr": ["", "Mer & <b>ports</b>"], "without": ["youth"]}),
    ("Olga", "ChooseCountries", {"countries": ["MA", "TN", "PS"], "shown": ["FR", "MA", "TN", "PS"]}),
    ("Olga", "NameCountry", {"country": "PS", "names": ["Palestine*", "Palestine*", "فلسطين*"]}),
    ("Olga", "SetCountryNote", {"texts": ["* Names say nothing about status.", "", ""]}),
    ("Olga", "DescribeMeeting", {"name": "Our <b>meeting</b>", "starts_at": "1800000000", "zone": "Europe/Malta",
                                 "kind": "regional"}),
    ("Olga", "CreateMeeting", {"name": "The next one", "starts_at": "1900000000"}),
    ("Olga", "AddPerson", {"name": "Walk In", "languages": ["en"], "meetings": [MEETING]}),
    ("Olga", "ChangePerson", {"person": "Salma", "name": "Salma Changed", "languages": ["ar"], "meetings": [MEETING]}),
    ("Olga", "ChangeRole", {"person": "Karim", "role": "observer"}),
    ("Olga", "ReplaceLink", {"person": "Hadeel"}),
    ("Olga", "ShowLinks", {"people": ["Nuno"]}),
    ("Dana", "OpenDoors", {}),
    ("Dana", "RenewCode", {}),
    ("Olga", "ReplaceScreenLink", {}),
    ("Pau", "PassDoor", {"shown": "Pau 👋", "line": "Schools", "language": "en", "acknowledged": "true",
                         "meeting": MEETING}),
    ("Bilal", "ChooseLanguage", {"language": "fr"}),
    *[(name, "Arrive", {}) for name in GUESTS],
    ("Lina", "Admit", {"knock": "k1", "person": "Inès"}),
    ("Lina", "TurnAway", {"knock": "k2"}),
    ("Dana", "SetCall", {"url": LINK, "words": "Main session"}),
    ("Dana", "StartMeeting", {}),
    ("Dana", "SetPlenaryClock", {"block": "1", "minutes": "5"}),
    ("Amal", "RaiseHand", {"question": "Who <b>pays</b>?"}),
    ("Nuno", "RaiseHand", {}),
    ("Chiara", "RaiseHand", {}),
    ("Dana", "OrderHands", {}),
    ("Dana", "LowerHand", {"person": "Chiara"}),
    ("Dana", "GiveFloor", {"person": "Amal", "minutes": "5"}),
    ("Dana", "GiveFloor", {"person": "Nuno"}),
    ("Olga", "SetTypes", {"codes": ["authority", "representative", "cso", "educator", "academic", ""],
                          "en": ["", "", "Clubs & <b>more</b>", "", "", "Port"]}),
    ("Dana", "TakeFloor", {}),
    ("Amal", "RaiseHand", {}),
    ("Amal", "PressCall", {}),
    ("Pau", "TakePart", {"how": "text"}),
    ("Amal", "SayLost", {}),
    ("Amal", "SayFound", {}),
    ("Nuno", "SayLost", {}),
    ("Lina", "ClearLost", {"person": "Nuno"}),
    ("Lina", "MarkGone", {"person": "Pau"}),
    ("Lina", "MarkPresent", {"person": "Pau"}),
    ("Dana", "Announce", {"to": "all", "text": "Lunch & <b>rest</b> at 12", "texts": ["", "Déjeuner", "استراحة"]}),
    ("Dana", "Announce", {"to": "staff", "text": "Somebody help in Room 3"}),
    ("Dana", "Announce", {"instead": "1", "text": "Lunch at 1", "texts": ["", "", "استراحة"]}),
    ("Amal", "CallForHelp", {"kind": "technical", "words": "no <b>sound</b>"}),
    ("Nuno", "CallForHelp", {"kind": "too-fast", "words": "اهدأوا"}),
    ("Lina", "ClaimHelp", {"call": "3"}),
    ("Rui", "ClaimHelp", {"call": "3", "over": "Lina"}),
    ("Rui", "AnswerHelp", {"call": "3", "words": "Try your headset's other plug"}),
    ("Rui", "AnswerHelp", {"call": "3", "usual": "reload"}),
    ("Rui", "ClearHelp", {"call": "3"}),
    ("Amal", "ReadAnswers", {}),
    ("Amal", "CallForHelp", {}),
    ("Amal", "SolveHelp", {"call": "4"}),
    ("Chiara", "CallForHelp", {"kind": "conduct", "words": "He shouts", "to": ["Olga", "Dana"]}),
    ("Dana", "AnswerConduct", {"report": "1", "words": "We talk to him"}),
    ("Dana", "CloseConduct", {"report": "1"}),
    ("Chiara", "ReadAnswers", {}),
    ("Dana", "NameRoom", {"room": "1", "name": "Media & <i>وسائل</i>", "names": ["", "Médias", "وسائل"]}),
    ("Dana", "SetRoomCall", {"room": "1", "url": LINK}),
    ("Dana", "UseJitsi", {"rooms": "3"}),
    ("Dana", "PasteCalls", {"text": LINK + "1\n" + LINK + "2"}),
    ("Dana", "SetCallForAll", {"url": LINK}),
    ("Dana", "Pin", {"person": "Nuno", "room": "1"}),
    ("Dana", "Group", {"kind": "apart", "people": ["Amal", "Chiara"]}),
    ("Dana", "Ungroup", {"group": "1"}),
    ("Dana", "AddBlock", {"format": "rooms", "title": "Second", "question": "Why?", "minutes": "10"}),
    ("Dana", "ChangeBlock", {"block": "LAST", "title": "Other", "question": "How?", "minutes": "15"}),
    ("Dana", "AddBlock", {"format": "plenary", "title": "Harvest", "minutes": "15"}),
    ("Dana", "DescribeBlock", {"block": "LAST", "title": "What we <b>keep</b>", "titles": ["", "À garder", ""],
                               "minutes": "15", "category": "input", "least": "5", "cue": "Slides", "owner": "Dana"}),
    ("Dana", "ShiftBlock", {"block": "LAST", "by": "-1"}),
    ("Dana", "CatchUp", {"how": "trim"}),
    ("Dana", "ParkBlock", {"block": "LAST"}),
    ("Dana", "ParkBlock", {"block": "LAST", "parked": "false"}),
    ("Dana", "RemoveBlock", {"block": "LAST"}),
    ("Dana", "RemoveBlock", {"block": "LAST"}),
    ("Olga", "AskForPitches", {"people": ["Salma", "Amal"]}),
    ("Amal", "ChooseForPractice", {"practice": "1", "what": "fields", "values": ["art", "media"]}),
    ("Amal", "ShowPractice", {"practice": "1"}),
    ("Amal", "ChooseForPractice", {"practice": "1", "what": "country", "values": ["MA"]}),
    ("Nuno", "TakeInterest", {"practice": "1"}),
    ("Nuno", "RemarkOnPractice", {"practice": "1", "text": "Who <b>pays</b>?", "kind": "question"}),
    ("Amal", "AnswerRemark", {"practice": "1", "remark": "1", "text": "The city"}),
    ("Amal", "DescribePhoto", {"practice": "1", "photo": "1", "alt": "A <i>counter</i>"}),
    ("Amal", "TranslatePractice", {"practice": "1", "language": "ar"}),
    ("Amal", "MovePractice", {"practice": "1", "language": "en", "to": "draft"}),
    ("Amal", "HandPracticeOver", {"practice": "1", "person": "Nuno"}),
    ("Dana", "HandPracticeOver", {"practice": "1", "person": "Amal"}),
    ("Dana", "PinPractice", {"practice": "1"}),
]  # fmt: skip
A_ROUND: list[Given] = [
    ("Dana", "PrepareRounds", {"size": "3", "minutes": "60", "rounds": "1"}),
    ("Dana", "PublishRooms", {}),
    ("Dana", "WithdrawRooms", {}),
    ("Dana", "PublishRooms", {}),
    ("Dana", "Reseat", {}),  # what is shown is drawn again
    ("Dana", "PublishRooms", {}),
    ("Dana", "OpenRooms", {}),
    ("Dana", "StartRooms", {}),
    ("Amal", "CallForHelp", {"kind": "language"}),
    ("Nuno", "CallForHelp", {"kind": "help"}),
    ("Amal", "WriteNote", {"text": "Ask & <b>listen</b>", "kind": "tip", "language": "en", "block": "0"}),
    ("Nuno", "WriteNote", {"text": "اسأل من ليس هنا", "language": "ar", "block": "0"}),
    ("Lina", "WriteNote", {"text": "Said in plenary", "block": "0"}),
    ("Amal", "TakeDuty", {}),
    ("Amal", "ChangeNote", {"note": "1", "text": "Ask, then listen", "kind": "lesson", "version": "1"}),
    ("Lina", "StarNote", {"note": "2"}),
    ("Lina", "PlaceNote", {"note": "2"}),
    ("Lina", "ShiftNote", {"note": "1", "by": "1"}),
    ("Nuno", "HoldNote", {"note": "2"}),
    ("Lina", "NudgeRoom", {"room": "1"}),
    ("Amal", "LinkNote", {"note": "1", "practice": "1"}),
    ("Dana", "SetCapture", {"kinds": ["tip", "quote"], "fields": ["tip"]}),
    ("Dana", "SetCapture", {"usual": "true"}),
    ("Amal", "WriteNote", {"text": "My <b>own</b> words", "kind": "quote", "speaker": "Amal", "block": "0"}),
    ("Amal", "AnswerQuote", {"note": "4", "version": "1"}),
    ("Amal", "WriteNote", {"text": "And once more", "block": "0", "attribution": "stakeholder"}),
    ("Lina", "JoinNote", {"note": "5", "to": "1"}),
    ("Lina", "SplitNote", {"note": "1", "text": "Ask, then listen\n\nAnd once more"}),
    ("Dana", "GiveDuty", {"person": "Nuno"}),
    ("Nuno", "LeaveDuty", {}),
    ("Bilal", "TakePart", {"how": "plenary"}),
    ("Bilal", "TakePart", {"how": ""}),
    ("Dana", "PauseRooms", {}),
    ("Dana", "ResumeRooms", {}),
    ("Dana", "AddTime", {"minutes": "5", "rooms": ["1"]}),
    ("Dana", "MovePeople", {"people": ["Amal"], "room": "1", "when": "now", "anyway": "true"}),
    ("Dana", "MovePeople", {"people": ["Amal"], "room": "2", "when": "now", "anyway": "true"}),
    ("Dana", "SwapPeople", {"one": "Amal", "other": "Nuno", "anyway": "true"}),
    ("Dana", "SwapPeople", {"one": "Amal", "other": "Nuno", "anyway": "true"}),
    ("Dana", "TakeBack", {}),
    ("Dana", "Announce", {"to": "room", "room": "1", "text": "You are loud"}),
    ("Rui", "EnterRoom", {"call": "5"}),
    ("Dana", "WithdrawNews", {"number": "3"}),
    ("Dana", "CarryOut", {"people": ["Amal"]}),
    ("Dana", "CloseRooms", {"rooms": ["2"]}),
    ("Dana", "ReopenRoom", {"room": "2", "minutes": "20"}),
    ("Dana", "MergeRooms", {"room": "2", "into": "1", "anyway": "true"}),
    ("Bilal", "Leave", {}),
    ("Bilal", "Arrive", {}),
    ("Dana", "EndRooms", {"notice": "60"}),
    ("Dana", "CloseRooms", {}),
]
AFTERWARDS: list[Given] = [
    ("Dana", "PrepareRounds", {"size": "3", "minutes": "60", "rounds": "1"}),
    ("Dana", "PublishRooms", {"block": "LAST"}),
    ("Dana", "RemoveBlock", {"block": "LAST"}),
    ("Dana", "PrepareRounds", {"size": "3", "minutes": "60", "rounds": "1"}),  # people were merged against the rules
    ("Dana", "PublishRooms", {"block": "LAST"}),
    ("Dana", "OpenRooms", {"block": "LAST"}),
    ("Dana", "CloseRooms", {"block": "LAST"}),
    ("Dana", "AddBlock", {"format": "break", "title": "Lunch", "minutes": "30"}),
    ("Dana", "BeginBreak", {"block": "LAST"}),
    ("Dana", "AddBlock", {"format": "plenary", "title": "Harvest"}),
    ("Dana", "BeginPlenary", {"block": "LAST"}),
    ("Dana", "AddBlock", {"format": "rooms", "question": "Who pays?"}),
    ("Dana", "TakeTables", {"block": "LAST"}),
    ("Dana", "TakeRooms", {"block": "LAST"}),
    ("Dana", "TakeTables", {"block": "LAST"}),
    ("Dana", "SetUpCafe", {"block": "LAST", "tables": "2", "rounds": "2", "minutes": "60", "topics": "Sea & <b>l</b>"}),
    ("Dana", "PlanCafe", {"block": "LAST"}),
    ("Dana", "NameHost", {"block": "LAST", "room": "1", "person": "Chiara"}),
    ("Dana", "PublishRooms", {"block": "LAST", "anyway": "true"}),
    ("Dana", "OpenRooms", {"block": "LAST", "anyway": "true"}),
    ("Dana", "PlanCafe", {"block": "LAST"}),
    ("Dana", "CloseRooms", {"block": "LAST"}),  # everybody is on the way to the tables of round 2
    ("Chiara", "ExplainNoNotes", {"block": "LAST", "part": "1", "room": "1", "reason": "talked"}),
    ("Dana", "EndCafe", {"block": "LAST"}),
    ("Dana", "CloseRooms", {"block": "LAST"}),
    ("Dana", "AddBlock", {"format": "rooms"}),
    ("Dana", "RepeatRooms", {"block": "LAST"}),
    ("Dana", "TakeStep", {}),
    ("Dana", "AddTopic", {"block": "0", "name": "Schools & <i>مدارس</i>", "texts": ["", "Écoles", ""], "capacity": ""}),
    ("Dana", "AddTopic", {"block": "0", "name": "Media", "capacity": "9"}),
    ("Dana", "AddTopic", {"block": "0", "name": "Coast", "language": "en"}),
    ("Dana", "ChangeTopic", {"block": "0", "topic": "2", "name": "Press", "capacity": "8"}),
    ("Dana", "OpenChoosing", {"block": "LAST"}),
    ("Amal", "ChooseTopic", {"block": "LAST", "topic": "1"}),
    ("Amal", "ChooseTopic", {"block": "LAST", "topic": "2"}),
    ("Dana", "ChangeTopic", {"block": "0", "topic": "2", "name": "Press", "capacity": "5"}),
    ("Dana", "RemoveTopic", {"block": "LAST", "topic": "2"}),
    ("Dana", "ExtendChoosing", {"block": "LAST"}),
    ("Dana", "EndChoosing", {"block": "LAST"}),
    ("Dana", "AddItem", {"block": "0", "text": "Schools & <b>towns</b>", "texts": ["", "Écoles", ""]}),
    ("Dana", "AddItem", {"block": "LAST", "text": "A fund"}),
    ("Dana", "SetSecrecy", {"block": "LAST", "secret": "false"}),
    ("Dana", "RemoveItem", {"block": "LAST", "item": "2"}),
    ("Dana", "AddBlock", {"format": "gallery"}),
    ("Dana", "SetPace", {"block": "LAST", "minutes": "5"}),
    ("Dana", "SetPace", {"block": "LAST", "minutes": "0"}),
    ("Dana", "BeginGallery", {"block": "LAST"}),
    ("Nuno", "ShowPractice", {"practice": "2"}),
    ("Dana", "AddBlock", {"format": "walk"}),
    ("Dana", "Reseat", {"block": "LAST"}),
    ("Dana", "PublishRooms", {"block": "LAST", "anyway": "true"}),
    ("Dana", "OpenRooms", {"block": "LAST", "anyway": "true"}),
    ("Dana", "StartRooms", {"block": "LAST"}),
    ("Dana", "EndWalk", {"block": "LAST"}),
    ("Dana", "CloseRooms", {"block": "LAST"}),  # each group is at its first sheet again
    ("Dana", "CloseRooms", {"block": "LAST"}),
    ("Dana", "AddBlock", {"format": "pitches"}),
    ("Dana", "PickPitch", {"practice": "1"}),
    ("Dana", "ShiftPitch", {"block": "LAST", "practice": "1"}),
    ("Dana", "DrawPitches", {"block": "LAST"}),
    ("Dana", "BeginPitches", {"block": "LAST"}),
    ("Dana", "CallPitch", {"block": "LAST"}),
    ("Nuno", "AskPresenter", {"text": "How <i>many</i>?"}),
    ("Dana", "StartPitch", {"block": "LAST"}),
    ("Dana", "LeavePitchOut", {"block": "LAST", "practice": "1"}),
    ("Dana", "HearMissed", {}),
    ("Dana", "StarNote", {"note": "1"}),
    ("Dana", "CreateTheme", {"name": "Ask & <b>listen</b>", "note": "1"}),
    ("Lina", "CreateTheme", {"name": "اسألوا"}),
    ("Lina", "PutNote", {"note": "1", "theme": "2"}),
    ("Lina", "ShowThemes", {}),
    ("Lina", "RenameTheme", {"theme": "2", "name": "Ask first"}),
    ("Dana", "MakeFinding", {"kind": "trend", "statement": "Ask & <b>pay</b>", "theme": "1", "direction": "new"}),
    ("Lina", "ChangeFinding", {"finding": "1", "statement": "Ask, then pay", "direction": "growing"}),
    ("Lina", "HearFinding", {"finding": "1", "theme": "2"}),
    ("Lina", "ChangeFinding", {"finding": "1", "statement": "Ask, then pay", "fields": ["art"]}),
    ("Lina", "HearFinding", {"finding": "1", "theme": "2", "heard": "false"}),
    ("Lina", "HearFinding", {"finding": "1", "note": "1"}),
    ("Lina", "DropFinding", {"finding": "1"}),
    ("Dana", "TakeThemes", {"block": "0"}),
    ("Dana", "ShiftTheme", {"theme": "2", "by": "-1"}),
    ("Dana", "LinkReport", {"place": "WRITTEN", "practice": "1"}),
    ("Dana", "LinkReport", {"place": "WRITTEN", "practice": "1", "linked": "false"}),
    ("Dana", "HoldField", {"block": "WRITTEN", "part": "1", "room": "WRITTEN", "field": "tip"}),
    ("Dana", "PutReport", {"theme": "2", "block": "WRITTEN", "part": "1", "room": "WRITTEN"}),
    ("Dana", "PutReport", {"theme": "2", "block": "WRITTEN", "part": "1", "room": "WRITTEN", "field": "tip"}),
    ("Dana", "MergeThemes", {"theme": "1", "into": "2"}),
    ("Dana", "RemoveTheme", {"theme": "2"}),
    ("Dana", "AddBlock", {"format": "harvest"}),
    ("Dana", "BeginHarvest", {"block": "LAST"}),
    ("Amal", "EchoReport", {"block": "LAST", "kind": "same"}),
    ("Nils", "TakeLead", {}),
    ("Nils", "CloseMeeting", {}),
    ("Nils", "ReopenMeeting", {}),
]


def meant(server: Serving, form: dict[str, Any]) -> dict[str, Any]:
    """Put people's and things' ids where the script has names."""
    meeting = server.state.meetings[MEETING]
    step = meeting.last_act.number if meeting.last_act else 0
    made: dict[str, Any] = {"block": meeting.current, "step": step, "leaves": meeting.step, **form}
    for name in ("person", "one", "other", "over", "speaker"):
        if name in made:
            made[name] = server.id(made[name])
    for name in ("people", "to"):
        if isinstance(made.get(name), list):
            made[name] = [server.id(who) for who in made[name]]
    if made["block"] == "WRITTEN":
        made["block"], made["part"], made["room"] = meeting.notes.by_number[1].place
    if made.get("place") == "WRITTEN":
        made["place"] = "-".join(map(str, meeting.notes.by_number[1].place))
    if made["block"] == "LAST":
        made["block"] = max(meeting.blocks)
    return made


async def give(server: Serving, people: dict[str, Visitor], what: Given, blocks: list[int]) -> None:
    by, name, form = what
    made = meant(server, form)
    if what in A_ROUND and blocks and name != "PrepareRounds" and form.get("block") != "0":
        made["block"] = blocks[0]
    path = AFTER.get(name) or commands()[name].path
    where = people[by].base if name in AFTER or commands()[name].scope == "meeting" else f"/p/{server.programme}"
    known = {name: str(value) for name, value in made.items() if isinstance(value, str | int)}
    answer = await people[by].post(f"{where}/{path.format_map(known)}", made)
    assert answer.status_code < 400, (what, answer.status_code, answer.text)
    if name == "OpenDoors":
        for _ in range(2):
            await knock(server, "Somebody")
    if name == "PrepareRounds":
        blocks.append(max(server.state.meetings[MEETING].blocks))


async def test_every_command_of_a_form_is_taken_and_pushed(tmp_path: Path) -> None:
    script = [*BEFORE_ROUNDS, *A_ROUND, *AFTERWARDS]
    tried = {name for _, name, _ in script} | {"UseTemplate"}  # tried where nothing has begun: tests/web/test_agenda.py
    assert tried >= FORMED, FORMED - tried
    clock = Clock(rate=8)
    async with serving(tmp_path, clock=clock, forms_per_minute=10_000) as server, AsyncExitStack() as stack:
        await server.do(Arrive(MEETING), "Dana")
        await server.do(BeginPractice("en"), "Amal")
        await server.do(BeginPractice("fr"), "Nuno")
        await server.do(AddPhoto(1, "abc", 300, 200, "A counter"), "Amal")
        everybody = {by for by, _, _ in script} | {who for who, _, _ in WATCHERS}
        people = {name: await server.visitor(name) for name in everybody}
        pages = [
            await stack.enter_async_context(LivePage(people[who], f"{people[who].base}/{page}?language={language}"))
            for who, page, language in WATCHERS
        ]
        blocks: list[int] = []
        for what, following in pairwise([*script, ("", "", {})]):
            await give(server, people, what, blocks)
            await server.live.stream.settle()
            if following[1] != "TakeBack":  # it has ten seconds of this fast clock
                await same(pages, f"after {what}")
        assert [page.wrong for page in pages] == [[]] * len(pages)
