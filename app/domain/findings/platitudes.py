"""The checks of domain.md §3.3, by short lists of words in three languages. They warn; they understand nothing.

A tip or a lesson with none of our verbs of action may be no advice, and a tip starts with one. A sentence that says of
communication, trust and the like that they are important, and nearly nothing else, would be true of any meeting. What
the lists do not know passes: a warning is a reason to read the sentence again, the lack of one is none.
"""

from __future__ import annotations

from app.domain.findings.finding import LESSON, TIP, Finding
from app.domain.text import folded


def words(text: str) -> list[str]:
    """Return the words of a text as searches compare them."""
    return "".join(sign if sign.isalnum() else " " for sign in folded(text)).split()


NO_SOURCE, NO_VERB, LATE_VERB, ANY_MEETING = "no-source", "no-verb", "late-verb", "any-meeting"
VERBS = frozenset(
    words("""
    add agree ask begin bring build buy call change check choose collect count cut draw explain feed find fund give
    hire invite keep leave lend let list make map meet move name offer open pay plan print promise publish put read
    rehearse rent repair repeat send set share show sit speak start stop take teach tell test train translate try use
    visit wait walk write remember forget
    ajouter ajoutez apporter apportez choisir choisissez commencer commencez compter comptez demander demandez donner
    donnez embaucher envoyer envoyez essayer essayez expliquer expliquez faire faites former formez inviter invitez
    laisser laissez lire lisez mettre mettez montrer montrez nommer nommez offrir offrez organiser organisez ouvrir
    ouvrez partager partagez payer payez planifier planifiez prendre prenez promettre promettez publier publiez reparer
    reparez repeter repetez tester testez traduire traduisez utiliser utilisez visiter visitez oubliez
    اسأل اسالوا ابدأ ابدؤوا ادع ادعوا ادفع ادفعوا انشر انشروا اعط اعطوا افتح افتحوا اكتب اكتبوا اترك اتركوا ضع ضعوا درب
    أجر أجروا أحضر أحضروا أرسل أرسلوا أصلح أصلحوا أعد أعدوا أعطوا اجلس اجلسوا اجمع اجمعوا احسب احسبوا اخبر اخبروا اشتر
    اشتروا اشرح اشرحوا اصنع اصنعوا اطلب اطلبوا اعرض اعرضوا اقرأ اقرؤوا التق التقوا امنح امنحوا انتظر انتظروا خذ خذوا
    خصص خصصوا علموا قدم قدموا كرر كرروا نظم نظموا وفر وفروا
    دربوا ترجم ترجموا جرب جربوا زر زوروا شارك شاركوا اختر اختاروا استخدم استخدموا خطط خططوا عد عدوا غير غيروا وظف وظفوا
    """)
)
TOPICS = frozenset(
    words("""
    communication cooperation collaboration dialogue trust participation networking exchange listening inclusion
    diversity engagement coordination partnership partnerships respect understanding culture education
    confiance ecoute echange echanges partenariat partenariats respect inclusion diversite reseau comprehension
    التواصل التعاون الحوار الثقه المشاركه الشراكه الاحترام التنسيق التبادل الاستماع التنوع الثقافه التعليم
    """)
)
PRAISE = frozenset(
    words("""
    important importante importants importantes essential essentiel essentielle essentiels essentielles key crucial
    cruciale vital vitale
    necessary necessaire fundamental fondamental fondamentale needed useful utile good bon bonne valuable matters
    مهم مهمه اساسي اساسيه ضروري ضروريه مفيد مفيده جوهري
    """)
)
SMALL = frozenset(
    words("""
    a an and are be between for in is it of on our that the to very we with more always everybody all
    au aux avec ce c dans de des du en entre est et il l la le les nous on pour plus que s sont toujours tous
    tres un une
    ان في من الى على بين هو هي كل جدا مع و
    """)
)
NOT = frozenset(words("do don t not never ne n pas jamais lets let s always toujours please لا"))
"""What may stand before the verb of a tip."""
LEFT_OVER = 2
"""With so few words beside these lists, nothing was said of this meeting."""


def doubts(finding: Finding, *, sourced: bool) -> list[str]:
    """Return what speaks against a finding as it stands; `sourced`: something still shows where it comes from."""
    found = [] if sourced else [NO_SOURCE]
    said = words(finding.statement)
    advice = [*said, *words(finding.more.get("action", ""))]
    if finding.kind in (TIP, LESSON) and not acts(advice):
        found.append(NO_VERB)
    elif finding.kind == TIP and not acts(opening(said)):
        found.append(LATE_VERB)
    if set(said) & TOPICS and set(said) & PRAISE and len(set(said) - TOPICS - PRAISE - SMALL) <= LEFT_OVER:
        found.append(ANY_MEETING)
    return found


def acts(said: list[str]) -> bool:
    """Say whether one of the words is a verb of action; in Arabic what must not be done has another form of it."""
    return any(word in VERBS or (word[0] == "ت" and f"ا{word[1:]}" in VERBS) for word in said)


def opening(said: list[str]) -> list[str]:
    """Return the first word, and what follows the words that may stand before a verb."""
    until = next((at for at, word in enumerate(said) if word not in NOT), len(said))
    return said[: until + 1]
