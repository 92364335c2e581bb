"""The fictitious programme's people (domain.md §14.1): the team and forty-two participants of four meetings.

Nobody here exists, no place here is real.
"""

from __future__ import annotations

from dataclasses import replace

from app.domain.roster import Row

_TYPES = {"LRA": "authority", "REP": "representative", "CSO": "cso", "EDU": "educator", "ACA": "academic"}

_TEAM = """
t01,Dana O.,moderator,en fr ar
t02,Rui P.,tech,pt en
t03,Lina H.,rapporteur,ar en
t04,Marc J.,rapporteur,fr en
t05,Imane K.,interpreter,ar fr en
t06,Seb T.,interpreter,fr en ar
t07,Vera N.,observer,en
t08,Olga B.,organiser,en fr
t09,Nils F.,cofacilitator,sv en
"""

_PEOPLE = """
p01,Amal R.,Municipality of Ksar Tilelli,LRA,MA,ar fr,m1 m4
p02,Nuno F.,Câmara de Porto Cenário,LRA,PT,pt en fr,m1 m4
p03,Salma D.,Harbour of Arrivals Association,CSO,TN,ar fr en,m1 m4
p04,Eleni K.,Nea Anemoni Women's Circle,CSO,GR,el en,m1 m4
p05,Idris B.,Union of Coastal Communes (demo),REP,DZ,ar fr,m1 m4
p06,Chiara V.,University of Villa Ondale,ACA,IT,it en fr,m1 m4
p07,Yousef H.,Tell Noor Community School,EDU,JO,ar en,m1
p08,Marta S.,Sant Velmar Provincial Council,LRA,ES,es fr en,m1
p09,Rim A.,New Neighbours Voices,CSO,LB,ar fr en,m1
p10,Jonas L.,Lysholma Folk Academy,EDU,SE,sv en,m1
p11,Hadeel M.,Wadi Lumen Arts House,CSO,EG,ar en,m2 m4
p12,Paolo G.,Comune di Montelume,LRA,IT,it en,m2 m4
p13,Inès T.,Radio Jasmin Libre,CSO,TN,ar fr,m2 m4
p14,Dimitra P.,Kalliste Bay Municipality,LRA,GR,el en,m2 m4
p15,Karim Z.,School of Street Images,EDU,MA,ar fr,m2 m4
p16,Ana B.,Network of Island Towns (demo),REP,HR,hr en,m2 m4
p17,Layla N.,Cedar Lane Newsroom,CSO,LB,ar en fr,m2
p18,Tomás C.,University of Marazul,ACA,ES,es en,m2
p19,Samira O.,Oued Zafira Urban Commune,LRA,DZ,ar fr,m2
p20,Alex M.,Harbour Steps Theatre Lab (demo),CSO,MT,mt en,m2
p21,Noura E.,Bir Nouara Directorate of Youth,LRA,EG,ar en,m3 m4
p22,Luca D.,Youth Council of Porto Silvaro,CSO,IT,it en,m3 m4
p23,Fatma Y.,Kıyıköprü Education Centre,EDU,TR,tr en,m3 m4
p24,Hassan Q.,Qasr Yasmin Municipality,LRA,JO,ar en,m3 m4
p25,Claire M.,Ligue des Quartiers (demo),CSO,FR,fr en,m3 m4
p26,Andreas C.,Association of Hill Towns (demo),REP,CY,el en,m3 m4
p27,Meriem B.,University of Ras Zaytouna,ACA,DZ,ar fr en,m3
p28,Zaynab I.,Girls Who Map,CSO,MA,ar fr,m3
p29,Mikael S.,Lysholma Municipality,LRA,SE,sv en,m3
p30,Rania F.,Bridge Classrooms,EDU,LB,ar en fr,m3
p31,Omar T.,Bab Rihane Municipality,LRA,TN,ar fr,m4
p32,Sofia L.,Cidade Aberta,CSO,PT,pt en,m4
p33,Giulia R.,Montelume Schools Network,EDU,IT,it en,m4
p34,Bilal K.,Southern Shore Mayors' Forum (demo),REP,MA,ar fr en,m4
p35,Petra H.,University of Sveti Val,ACA,HR,hr en,m4
p36,Nadia S.,Women of the Terraces,CSO,DZ,ar fr,m4
p37,Theo A.,Kalliste Youth Radio,CSO,GR,el en,m4
p38,Huda W.,Tell Noor Governorate Office,LRA,JO,ar en,m4
p39,Pau F.,Marazul Media School,EDU,ES,es en fr,m4
p40,Maya C.,Open Door Lane (demo),CSO,EG,ar en,m4
p41,Ilse V.,Nordhavn Region (demo),LRA,SE,sv en,m4
p42,Selim D.,Municipal Theatre of Kıyıköprü,CSO,TR,tr en,m4
"""


def _member(number: int, line: str) -> Row:
    reference, name, role, languages = line.split(",")
    return Row(number, name, languages=tuple(languages.split()), role=role, reference=reference)


def _participant(number: int, line: str) -> Row:
    reference, name, organisation, kind, country, languages, meetings = line.split(",")
    spoken, there = tuple(languages.split()), tuple(meetings.split())
    return Row(number, name, organisation, _TYPES[kind], country, spoken, reference=reference, meetings=there)


TEAM = tuple(_member(number, line) for number, line in enumerate(_TEAM.split("\n")[1:-1], 2))
PEOPLE = tuple(_participant(number, line) for number, line in enumerate(_PEOPLE.split("\n")[1:-1], 2))
"""Everybody with their meetings: m1 to m3 are the workshops, m4 is the regional meeting."""
REGIONAL = tuple(replace(row, meetings=()) for row in PEOPLE if "m4" in row.meetings)
"""The thirty of the regional meeting, of a programme that has no other."""


def crowd(count: int) -> tuple[Row, ...]:
    """Return so many people for a rehearsal, who speak what the thirty speak."""
    alike = [REGIONAL[number % len(REGIONAL)].languages for number in range(count)]
    return tuple(Row(number + 2, f"Guest {number + 1}", languages=spoken) for number, spoken in enumerate(alike))
