"""The words that names are told by: particles, suffixes, organisations."""

from __future__ import annotations

import re

PARTICLES: frozenset[str] = frozenset(
    {
        "af", "al", "av", "bin", "da", "dal", "das", "de", "degli", "dei", "del", "della", "dello", "den",
        "der", "des", "di", "do", "dos", "du", "el", "ibn", "la", "las", "le", "les", "lo", "los", "op",
        "pour", "ten", "ter", "van", "vom", "von", "zu", "zum", "zur", "'t", "’t", "d'", "d’", "l'", "l’",
    }
)  # fmt: skip
"""Lower-case words that belong to the family name after them."""

CAPITAL_PARTICLES: frozenset[str] = frozenset(
    """
    Al Ben Da Dal Dalla De Degli Del Della Dello Den Der Di Dos Du El La Las Le Les Los San Saint St St.
    Ten Ter Van Von Vander Ní Nic Ó Mac
    """.split()
)
"""The same with a capital, as in "Julia Le Noë": not where the name starts."""

SHORT_FAMILIES: frozenset[str] = frozenset(
    """
    An Bo Cu Do Du Fu Gu Ha He Ho Hu Im Ji Ko Le Li Lo Lu Ma Na Ng Ni Oh Ou Qi Qu Ra Su Sy To Vo Vu Wu Xi Xu Ye Yi Yu
    """.split()
)
"""Family names of two letters, which a full stop makes no abbreviated given name: "Fang Kong and Wei Xu."."""

GENERATIONS: frozenset[str] = frozenset({"jr", "sr", "ii", "iii", "iv"})
SUFFIXES: frozenset[str] = GENERATIONS | {"junior", "senior", "esq", "phd", "md"}
PARTED_GENERATION = re.compile(r",\s+(?=(?:[JS][Rr]\b\.?|III?\b|IV\b)\s*(?:[,;&/]|and\b|$))")
"""The comma before a generation, which parts no names: "King, Martin Luther, Jr."."""

ORGANISATION_WORDS: frozenset[str] = frozenset(
    """
    academia académie academy administration agence agencia agência agency agenzia agri agriculteurs
    agricultores agricultura agricultural agriculture agroécologie agroecology akademia akadémia akademie
    aliança alianza alleanza alliance allianz arbeitsgemeinschaft arbeitsgruppe arbeitskreis asbl
    asamblea asociación assemblée assembly associação associates association associazione ausschuss authority
    bakanlığı banca banco bank banque biblioteca bibliothek bibliothèque biodiversity blog board bund bundesamt
    bundesanstalt bundesministerium bundesrat bundesverband bündnis bureau cabinet center centers centre centres centro
    chambre chambres church clima climat climate club coalition colectivo colegio colégio coletivo
    autorenkollektiv kolektiv kolektív коллектив колектив
    collectif collective college collettivo comisión comissão comité commissariat commission commissioners commissione
    committee communauté community companhia company comunità confederación confédération conference congreso congresso
    conférence conseil consejo conselho conservancy consiglio consorcio consórcio consortium consorzio
    consulting convention cooperation cooperativa cooperative coopérative coordinadora coordination corporation
    council departamento département departementet department départment derneği desarrollo development diario
    développement dienst dipartimento direção dirección direction directorate direktorat direktoratet
    division e.v éditions education empresa energía énergie energy enstitüsü ente entreprise environment
    equipo
    environmental environnement escuela european experts fachhochschule facility faculdade faculty fao
    farmers farming fdn federação federación federal fédéral federation fédération fondation fondazione
    food forschung forum foundation france-presse fund fundação fundación fundacja gemeinschaft gesellschaft
    global gmbh gouv gouvernement gov government governo group groupe groupement grupo gruppe gruppo
    health heute hochschule hospital inc iniciativa inicjativa initiativ initiative innovation institut
    institute institutet institution instituto institutt instituttet instytut international
    internationale istituto jordbruksverket journal kammer kollektiv kommission kuratorium kurumu laboratoire
    laboratorio laboratory landesamt landesanstalt landwirtschaft league legambiente library ligue ltd
    magazine media ministère ministerie ministeriet ministerio ministério ministerium ministero
    ministerstvo ministerstwo ministry modelers mouvement movimento movimiento müdürlüğü museum myndighet myndigheten
    nations naturales nature naturvårdsverket network news ngo observatoire observatorio observatory office ordem
    ordre organisation organización organization ośrodek osservatorio panel parlement parliament partners
    partnership planbureau plataforma plateforme platform plattform prefeitura press program programa programm
    programme project projet rada radio rede regional regione research réseau resources rete revue
    rijksinstituut school science sciences secretaria secretaría secretariat secrétariat sektion senat senate
    service services sociedad sociedade società société society soil soils sol sols stichting stowarzyszenie stiftung
    subcommittee styrelsen summit survey sustainable syndicat système taskforce team television télévision times
    tribunal trust ufficio umwelt umweltbundesamt unesco unicef union univ universidad universidade
    università universität université universiteit üniversitesi universitet universitetet university
    univerzita univerzitet uniwersytet úřad urząd ústav vakfı verband verbund verein vereinte vereniging verket verlag
    verwaltung watch wissenschaft world wydział zakład zentrum академия академията институт институтът
    министерство общество университет
    alapítvány egyetem instituut intézet minisztérium yliopisto säätiö nadace fundația institutul universitatea
    inštitút фонд
    """.split()
)
"""Words that only an organisation's name has, lower case."""

TOPICS: frozenset[str] = frozenset(
    """
    agri agriculteurs agricultores agricultura agricultural agriculture agroecology agroécologie
    biodiversity blog bund church clima climat climate communauté community conservation convention
    cooperation desarrollo development direction division développement education energie energy energía
    environment environmental environnement experts farmers farming food forest forschung forum future
    gemeinschaft global group health initiative innovation international internationale journal landwirte
    landwirtschaft library magazine media movement nations naturales nature network news partners
    partnership plan press program programme project projet radio region regional research resources rete
    revue school science sciences services soil soils sol sols sustainable system team times trust umwelt
    union unit verlag wissenschaft world énergie
    """.split()
)
"""Those of them that titles of works have as well, lower case."""
