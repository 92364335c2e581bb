"""The fictitious regional meeting: its team and its thirty participants. Nobody here exists, no place here is real."""

from __future__ import annotations

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
p01,Amal R.,Municipality of Ksar Tilelli,LRA,MA,ar fr
p02,Nuno F.,Câmara de Porto Cenário,LRA,PT,pt en fr
p03,Salma D.,Harbour of Arrivals Association,CSO,TN,ar fr en
p04,Eleni K.,Nea Anemoni Women's Circle,CSO,GR,el en
p05,Idris B.,Union of Coastal Communes (demo),REP,DZ,ar fr
p06,Chiara V.,University of Villa Ondale,ACA,IT,it en fr
p11,Hadeel M.,Wadi Lumen Arts House,CSO,EG,ar en
p12,Paolo G.,Comune di Montelume,LRA,IT,it en
p13,Inès T.,Radio Jasmin Libre,CSO,TN,ar fr
p14,Dimitra P.,Kalliste Bay Municipality,LRA,GR,el en
p15,Karim Z.,School of Street Images,EDU,MA,ar fr
p16,Ana B.,Network of Island Towns (demo),REP,HR,hr en
p21,Noura E.,Bir Nouara Directorate of Youth,LRA,EG,ar en
p22,Luca D.,Youth Council of Porto Silvaro,CSO,IT,it en
p23,Fatma Y.,Kıyıköprü Education Centre,EDU,TR,tr en
p24,Hassan Q.,Qasr Yasmin Municipality,LRA,JO,ar en
p25,Claire M.,Ligue des Quartiers (demo),CSO,FR,fr en
p26,Andreas C.,Association of Hill Towns (demo),REP,CY,el en
p31,Omar T.,Bab Rihane Municipality,LRA,TN,ar fr
p32,Sofia L.,Cidade Aberta,CSO,PT,pt en
p33,Giulia R.,Montelume Schools Network,EDU,IT,it en
p34,Bilal K.,Southern Shore Mayors' Forum (demo),REP,MA,ar fr en
p35,Petra H.,University of Sveti Val,ACA,HR,hr en
p36,Nadia S.,Women of the Terraces,CSO,DZ,ar fr
p37,Theo A.,Kalliste Youth Radio,CSO,GR,el en
p38,Huda W.,Tell Noor Governorate Office,LRA,JO,ar en
p39,Pau F.,Marazul Media School,EDU,ES,es en fr
p40,Maya C.,Open Door Lane (demo),CSO,EG,ar en
p41,Ilse V.,Nordhavn Region (demo),LRA,SE,sv en
p42,Selim D.,Municipal Theatre of Kıyıköprü,CSO,TR,tr en
"""


def _member(number: int, line: str) -> Row:
    reference, name, role, languages = line.split(",")
    return Row(number, name, languages=tuple(languages.split()), role=role, reference=reference)


def _participant(number: int, line: str) -> Row:
    reference, name, organisation, kind, country, languages = line.split(",")
    spoken = tuple(languages.split())
    return Row(number, name, organisation, _TYPES[kind], country, spoken, reference=reference)


TEAM = tuple(_member(number, line) for number, line in enumerate(_TEAM.split("\n")[1:-1], 2))
REGIONAL = tuple(_participant(number, line) for number, line in enumerate(_PEOPLE.split("\n")[1:-1], 2))


def crowd(count: int) -> tuple[Row, ...]:
    """Return so many people for a rehearsal, who speak what the thirty speak."""
    alike = [REGIONAL[number % len(REGIONAL)].languages for number in range(count)]
    return tuple(Row(number + 2, f"Guest {number + 1}", languages=spoken) for number, spoken in enumerate(alike))
