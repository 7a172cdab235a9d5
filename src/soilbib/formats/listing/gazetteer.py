"""Places of publication and given names: what tells the parts of a string apart where no mark does."""

from __future__ import annotations

import re

_PLACES = """
Aarhus Aberdeen Abingdon Aix-en-Provence Alger Algiers Almería Amherst Amiens Amsterdam Angers Ankara Antwerp
Antwerpen Anvers Arles Athens Athènes Auckland Austin Avignon Baltimore Bamako Bangkok Barcelona Barcelone
Bari Basel Bath Beijing Belgrade Beograd Berkeley Berlin Bern Berne Besançon Bielefeld Bilbao Bloomington
Boca_Raton Bogotá Bologna Bonn Bordeaux Boston Boulder Bratislava Braunschweig Bremen Brescia Brest Brisbane
Bristol Brno Brussels Bruxelles Brüssel Bucharest București Budapest Buenos_Aires Bâle Caen Cairo Calcutta
Cambridge Campinas Canberra Cape_Town Caracas Cardiff Carouge Casablanca Catania Chambéry Chennai Chester
Chicago Chichester Clermont-Ferrand Cleveland Coimbra Colombo Columbia Columbus Copenhagen Cotonou Córdoba
Dakar Dallas Darmstadt Delhi Den_Haag Denver Detroit Dijon Dordrecht Dortmund Dresden Dublin Durban Durham
Düsseldorf Edinburgh Edmonton Erfurt Essen Exeter Firenze Florence Frankfurt Freiburg Fribourg Gand Geneva
Genf Genova Gent Genève Glasgow Graz Grenoble Groningen Guadalajara Göteborg Göttingen Haarlem Habana Halifax
Halle Hamburg Hannover Hanoi Harlow Hassocks Heidelberg Helsinki Hildesheim Hoboken Hong_Kong Honolulu Houston
Indianapolis Innsbruck Istanbul Ithaca Jena Jerusalem Johannesburg Kampala Karlsruhe Kassel Katowice Kiel Kiev
Kinshasa Kolkata Konstanz Kraków Kyiv Kyoto Köln København La_Haye La_Paz La_Rochelle Lausanne Laval Leeds
Leicester Leiden Leipzig Leuven Levallois-Perret Lille Lima Lincoln Lisboa Lisbon Lisbonne Liège Ljubljana
Lomé London Londres Los_Angeles Louvain Louvain-la-Neuve Lublin Lund Lyon Madison Madrid Mainz Malakoff
Manchester Mannheim Maputo Marburg Marseille Medellín Melbourne Metz Mexico Miami Milan Milano Milwaukee
Minneapolis Modena Montevideo Montpellier Montreal Montreuil Montréal Moscou Moscow Mumbai Munich Murcia
México Mülheim München Münster Nairobi Namur Nancy Nanterre Nantes Naples Napoli Neuchâtel Nevers New_Delhi
New_Haven New_York Newark Nice Nijmegen Norman Norwich Nottingham Nîmes Nürnberg Oakland Oldenburg Olten
Orléans Orsay Oslo Osnabrück Ottawa Ouagadougou Oxford Paderborn Padova Palermo Palo_Alto Pamplona
Paris Pau Perpignan Perth Perugia Philadelphia Phoenix Pisa Pittsburgh Plovdiv Poitiers Portland Porto Potsdam
Poznań Prag Prague Praha Pretoria Princeton Providence Quebec Quito Québec Rabat Ravenna Reading Regensburg
Reims Rennes Rio_de_Janeiro Roma Rome Rosario Rostock Rotterdam Rouen Saarbrücken Saint-Denis Saint-Étienne
Salamanca Salzburg San_Diego San_Francisco San_José Santa_Barbara Santa_Monica Santiago Sarajevo Seattle Seoul
Sevilla Shanghai Sheffield Siena Singapore Sofia Southampton Stanford Steinfurt Stockholm Strasbourg Straßburg
Stuttgart Sydney Syracuse São_Paulo Tallinn Tampere Tartu Thessaloniki Tirana Tokyo Torino Toronto Toulon
Toulouse Tournai Tours Trento Trieste Trondheim Troyes Tucson Tunis Turin Tübingen Umeå Uppsala Urbana Utrecht
Valencia Valenciennes Valladolid Vancouver Varsovie Venezia Venice Verona Versailles Vienna Vienne Vilnius
Wageningen Wallingford Warsaw Warszawa Washington Weimar Weinheim Wellington Wien Wiesbaden Winnipeg
Wolfenbüttel Wrocław Würzburg Yaoundé York Zagreb Zaragoza Zurich Zürich Évry Łódź Белград Киев Київ Ленинград
Минск Москва Пловдив Санкт-Петербург София
"""
PLACES: frozenset[str] = frozenset(word.replace("_", " ") for word in _PLACES.split())
"""Places where books are published."""

GIVEN_NAMES: frozenset[str] = frozenset(
    """
    Aaron Adam Adrian Adrien Agnes Agnès Ahmed Aisha Alain Alan Albert Alberto Alejandro Alessandro Alex
    Alexander Alexandra Alexandre Alfred Ali Alice Aline Alison Amanda Amélie Ana Anaïs Andrea Andreas Andrew
    Andrzej André Andrés Angela Anita Ann Anna Anne Annette Annie Anthony Antoine Anton Antonio Ariane Armand
    Arnaud Arthur Astrid Aude Audrey Aurélie Aurélien Barbara Beatriz Ben Benjamin Benoît Bernard Bernd
    Bertrand Bill Birgit Björn Bob Brian Brigitte Bruno Béatrice Camille Carl Carla Carlo Carlos Carmen Carol
    Carole Caroline Catherine Charles Charlotte Chiara Chloé Chris Christelle Christian Christiane Christina
    Christine Christoph Christophe Christopher Claire Clara Claude Claudia Claudine Clémence Colin Corinne
    Cristina Cyril Céline Damien Dan Daniel Daniela Danielle David Deborah Denis Dennis Diana Didier Diego
    Dieter Dietrich Dominique Don Donald Dorothée Edgar Edgard Eduardo Edward Eleanor Elena Elias Elisabeth
    Elise Elizabeth Ellen Elsa Emily Emma Emmanuel Emmanuelle Enrico Eric Erich Erik Ernst Esther Eugène Eva
    Evelyne Fabien Fabio Fabrice Fatima Federico Fernand Fernando Flora Florence Florian Francesca Francesco
    Francis Francisco Franck Frank Frans Franz François Françoise Fred Friedrich Fritz Frédéric Frédérique
    Félix Gabe Gabriel Gabriela Gabriele Gary Gaston Geneviève Geoffrey Georg George Georges Gerhard Ghislaine
    Gilbert Gilles Giovanni Giulia Giuseppe Gloria Grace Graham Greg Gregory Grégoire Guido Guillaume Gustave
    Guy Gérald Gérard Günter Hannah Hans Harald Harry Heather Heinrich Heinz Helen Helene Helmut Henri Henry
    Henryk Herbert Hermann Hervé Hubert Hugh Hugo Hugues Hélène Ian Ibrahim Ignacio Ines Ingrid Inès Irene
    Irène Isabel Isabelle Ivan Jack Jacques Jakob James Jan Jane Janet Jason Javier Jean Jean-Baptiste
    Jean-Claude Jean-Jacques Jean-Louis Jean-Luc Jean-Marc Jean-Marie Jean-Michel Jean-Paul Jean-Philippe
    Jean-Pierre Jean-Yves Jeanine Jeanne Jeff Jeffrey Jennifer Jens Jeremy Jessica Jim Joachim Joan Joe Joel
    Johann Johannes John Jonas Jonathan Jordi Jorge Joris Josef Joseph Josette Joshua José Joyce João Joël
    Juan Jude Judith Jules Julia Julian Julie Julien Juliette Jérémy Jérôme Jörg Jürgen Karen Karin Karine
    Karl Kate Katherine Kathleen Kathryn Katja Keith Kevin Klaus Kurt Laetitia Lars Laura Laure Laurence
    Laurent Lawrence Lea Leon Leonardo Leslie Lester Linda Lionel Lisa Lise Lluís Louis Louise Loïc Luc Luca
    Lucia Lucie Lucien Lucienne Ludovic Ludwig Luigi Luis Luisa Lydia Léa Léon Madeleine Magali Malika Manfred
    Manon Manuel Marc Marcel Marco Marcus Margaret Maria Mariana Marianne Marie Marie-Christine Marie-Claude
    Marie-France Marina Mario Marion Mark Markus Marlène Marta Martha Martin Martine Mary María Mathias
    Mathieu Mathilde Matteo Matthew Matthias Matthieu Maud Maurice Max Maxime Maya Melissa Mercedes Michael
    Michaël Michel Michela Michele Michèle Miguel Mike Mireille Mohamed Mohammed Monica Monika Monique Muriel
    Myriam Nadia Nadine Nancy Natalia Natalie Nathalie Nathan Neil Nelly Nicholas Nick Nicola Nicolas Nicole
    Nigel Nina Noam Nora Norbert Noémie Odette Odile Olga Oliver Olivier Oscar Otto Pablo Paola Paolo Pascal
    Pascale Patrice Patricia Patrick Paul Paula Paulette Pauline Pedro Peggy Peter Petr Petra Philip Philipp
    Philippe Phillip Pierre Pierre-Yves Pietro Rachel Rafael Raimund Ralf Ralph Raphaël Raymond Raymonde
    Rebecca Renate Renaud René Renée Ricardo Richard Rob Robert Roberto Robin Rodrigo Roger Roland Rolf Romain
    Ron Ronald Rosa Rose Roy Rudolf Russell Ruth Ryan Régine Régis Rémi Rémy Sabine Sally Sam Samuel Sandra
    Sandrine Sara Sarah Scott Sebastian Serge Sergio Sigrid Silvia Simon Simone Sofia Solange Sonia Sophie
    Stefan Stefano Stella Stephan Stephen Steve Steven Stuart Stéphane Stéphanie Sue Susan Susanne Suzanne
    Sven Sylvain Sylvia Sylvie Sébastien Tamara Teresa Terry Theodor Thibault Thierry Thomas Théo Thérèse Tim
    Timothy Tobias Tom Tomasz Tony Ulrich Ulrike Ursula Uwe Valentin Valérie Vandana Vera Veronica Victor
    Victoria Viktor Vincent Virginia Virginie Vladimir Véronique Walter Wendell Werner Wilhelm William
    Willibald Willy Wolfgang Xavier Yann Yannick Yolande Yves Yvette Yvonne Zoé Ève Édith Édouard Élisabeth
    Élise Élodie Émile Émilie Éric Étienne Évelyne Óscar Александр Александър Анна Владимир Георги Димитър
    Елена Иван Мария Николай Петър Сергей
    """.split()
)
"""Common given names."""

_PLACE = re.compile(
    r"(?<![\w-])(?:" + "|".join(sorted(map(re.escape, PLACES), key=len, reverse=True)) + r")(?![\w-])"
)


def is_place(text: str) -> bool:
    """Whether a whole text is the name of a place, a state or country after it aside ("Princeton, NJ")."""
    return text.strip(" .,;[]").partition(",")[0] in PLACES


def find_places(text: str) -> list[tuple[int, int]]:
    """Where names of places stand in a text."""
    return [match.span() for match in _PLACE.finditer(text)]


def is_given(word: str) -> bool:
    """Whether a word is a given name, the first part of a hyphenated one included."""
    return word in GIVEN_NAMES or word.partition("-")[0] in GIVEN_NAMES
