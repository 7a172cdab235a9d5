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
Halle Hamburg
Harmondsworth Hannover Hanoi Harlow Hassocks Heidelberg Helsinki Hildesheim Hoboken Hong_Kong Honolulu Houston
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
Brasília Piracicaba Viçosa Lavras Dessau Dessau-Roßlau Gembloux Bogor Frick Lindau Cham Thousand_Oaks Accra
Addis_Ababa Ames Asunción Bergen Bethesda Birmingham Bucarest Burlington Chapel_Hill Cologne Curitiba
Dar_es_Salaam Delft East_Lansing Englewood_Cliffs Ghent Goiânia Gothenburg Guelph Gainesville Harare Hyderabad
Ibadan Jakarta Kumasi Libreville Limoges Linz Luxembourg Lugano Managua Manila Milton_Park Minsk Nagoya Niamey
Odense Osaka Paris-La_Défense Parma Petrolina Pointe-à-Pitre Port-au-Prince Porto_Alegre Portici Potsdam-Golm
Raleigh Recife Riga Sacramento Saint-Louis San_Salvador São_Carlos Seville Tegucigalpa Tempe Tsukuba Tunja Turku
Udine Ulm Upper_Saddle_River Vaduz Vientiane Vicenza Viterbo White_River_Junction Windhoek Zollikofen Bogota
Lausanne-Dorigny Arlington Annapolis Ann_Arbor Asheville Atlanta Emmaus Fort_Collins Garden_City Laxenburg Ispra
Nagpur Patancheru Texcoco Turrialba Chapingo Mérida Puebla Xalapa Monterrey Santiago_de_Chile Kuala_Lumpur
Los_Baños Louisville Pullman Corvallis Moskva Leningrad Saint-Pétersbourg Maribor Skopje Tbilisi Yerevan Baku
Almaty Tashkent Warszawa-Puławy Puławy Białystok Gdańsk Gdynia Olsztyn Toruń Szczecin Bydgoszcz Opole Rzeszów
Ostrava Olomouc Plzeň Liberec Pardubice Košice Nitra Zvolen Žilina Debrecen Szeged Pécs Gödöllő Cluj-Napoca Iași
Timișoara Constanța
"""
PLACES: frozenset[str] = frozenset(word.replace("_", " ") for word in _PLACES.split())
"""Places where books are published."""

GIVEN_NAMES: frozenset[str] = frozenset(
    """
    Aaron Abdallah Adam Adrian Adriana Adrien Agnes Agnieszka Agnès Ahmed Ahmet Aisha Alain Alan Albert Alberto
    Alejandro Alessandro Alessia Alex Alexander Alexandra Alexandre Alfonso Alfred Ali Alice Aline Alison Amadou
    Amanda Amina Aminata Amit Amy Amélie Ana Anaïs Anders Andrea Andreas Andrew Andrzej André Andrés Angela Anil
    Anita Ann Anna Anne Annette Annie Anthony Antoine Anton Antonio António Antônio Ariane Armand Arnaud Arthur
    Arturo Astrid Aude Audrey Aurélie Aurélien Awa Ayşe Aïcha Barbara Beatriz Becky Ben Benjamin Benoît Bernard
    Bernd Bertrand Beth Betty Bill Birgit Björn Bob Brad Brenda Brent Brian Brigitte Bruce Bruno Bryan Béatrice
    Bénédicte Caleb Camille Capucine Carl Carla Carlo Carlos Carmen Carol Carole Caroline Carolyn Catherine
    Cathy Chad Charles Charlotte Cheikh Cheryl Chiara Chloé Chris Christa Christelle Christian Christiane
    Christina Christine Christoph Christophe Christopher Cindy Claire Clara Claude Claudia Claudine Clive
    Clémence Colin Consuelo Corinne Craig Cristina Curtis Cyril Cécile Céline Dale Damien Dan Dana Daniel
    Daniela Danielle Darren Dave David Davide Dawn Dean Deborah Debra Deepak Denis Denise Dennis Derek Detlef
    Diana Diane Didier Diego Dieter Dietrich Dominic Dominique Don Donald Donna Dorothy Dorothée Doug Douglas
    Duncan Dylan Earl Eberhard Eckhard Edgar Edgard Eduardo Edward Eileen Elaine Eleanor Elena Elias Elisa
    Elisabeth Elise Elizabeth Elke Ellen Elsa Emily Emma Emmanuel Emmanuelle Enrico Enrique Eric Erich Erik
    Ernesto Ernst Esteban Estelle Ester Esther Ethan Eugene Eugène Eugénie Eva Evan Evelyne Fabien Fabio Fabrice
    Fanny Fatima Federico Felipe Fernand Fernanda Fernando Flora Florence Florian Frances Francesca Francesco
    Francis Francisco Franck Franco Frank Frans Franz François Françoise Fred Friedrich Fritz Frédéric
    Frédérique Félix Gabe Gabriel Gabriela Gabriele Gail Gareth Gary Gaston Gavin Gaétan Gaëlle Gene Geneviève
    Geoffrey Georg George Georges Gerald Gerd Gerhard Germán Ghislaine Gilbert Gilles Gina Giorgio Giovanni
    Gisela Giulia Giuseppe Glenn Gloria Gonzalo Gordon Grace Graham Grant Greg Gregory Grégoire Gudrun Guido
    Guillaume Guillermo Gunnar Gustave Gustavo Guy Gwen Gwenaëlle Gérald Gérard Günter Günther Hannah Hans
    Harald Harry Hartmut Hassan Hazel Heather Hector Heike Heiner Heinrich Heinz Helen Helene Helga Helmut Henri
    Henry Henryk Herbert Hermann Hernán Hervé Hicham Hilary Hildegard Holger Holly Honoré Horacio Horst Howard
    Hubert Hugh Hugo Hugues Håkan Héctor Héloïse Hélène Ian Ibrahim Ibrahima Ignacio Ilse Ines Inge Ingrid Inès
    Inês Irene Iris Irène Isaac Isabel Isabelle Ivan Ivy Jack Jackie Jacob Jacqueline Jacques Jake Jakob Jamal
    James Jan Jana Jane Janet Jasmine Jason Javier Jay Jean Jean-Baptiste Jean-Claude Jean-François Jean-Jacques
    Jean-Louis Jean-Luc Jean-Marc Jean-Marie Jean-Michel Jean-Paul Jean-Philippe Jean-Pierre Jean-Yves Jeanette
    Jeanine Jeanne Jeff Jeffrey Jennifer Jenny Jens Jeremy Jerzy Jessica Jesús Jill Jim Jiří Jo Joachim Joan
    Joanna Joanne Joaquim Joaquín Jochen Jodie Joe Joel Johann Johannes John Jon Jonas Jonathan Jordan Jordi
    Jorge Joris Josef Joseph Josette Joshua Josiane José Joséphine Joy Joyce João Joël Juan Jude Judith Judy
    Jules Julia Julian Julie Julien Juliette Julio Justin Jutta Jérémy Jérôme Jörg Jürgen Karen Karim Karin
    Karine Karl Katarzyna Kate Katherine Kathleen Kathryn Katja Kay Keith Kelly Ken Kenneth Kerry Kevin Khadija
    Kim Kirsten Kjell Klaus Knut Knuth Kofi Kristen Krzysztof Kurt Kwame Kyle Laetitia Lambert Lars Laura Laure
    Laurence Laurent Laurianne Lawrence Lea Lee Leila Len Leo Leon Leonardo Leonor Leslie Lester Lewis Leïla
    Liam Linda Lindsay Lionel Lisa Lise Lluís Lois Lorenzo Lorraine Lothar Louis Louise Loïc Luc Luca Lucas
    Lucia Lucie Lucien Lucienne Lucile Lucy Lucía Ludovic Ludwig Luigi Luis Luisa Luiz Luke Lutz Luís Lydia
    Lydie Lynn Léa Léo Léon Madeleine Magali Malcolm Malika Mamadou Manfred Manon Manuel Marc Marcel Marcelle
    Marcia Marco Marcus Marek Margaret Margarete Marguerite Maria Mariana Marianne Mariano Marie Marie-Christine
    Marie-Claude Marie-France Marie-Hélène Marielle Marilyn Marina Mario Marion Marjorie Mark Markus Marlies
    Marlène Marta Martha Marthe Martin Martina Martine Martín Mary Maryse María Mathias Mathieu Mathilde Mats
    Matteo Matthew Matthias Matthieu Matías Maud Maureen Maurice Mauricio Max Maxime Maya Maëlle Małgorzata
    Megan Mehdi Mehmet Melanie Melissa Mercedes Mette Michael Michaël Michel Michela Michele Micheline Michèle
    Miguel Mike Milan Miles Mireille Miriam Mohamed Mohammed Molly Monica Monika Monique Morgane Moussa Muriel
    Mustafa Mustapha Myriam Mónica Nadia Nadine Nancy Naomi Natalia Natalie Nathalie Nathan Nathanaël Ned Neil
    Nelly Nicholas Nick Nicola Nicolas Nicole Nicolás Nigel Nils Nina Noam Nora Norbert Norma Norman Noémie
    Odette Odile Olav Olga Oliver Olivia Olivier Omar Ophélie Orlando Oscar Otto Ousmane Owen Pablo Paige Pam
    Pamela Paola Paolo Pascal Pascale Pat Patrice Patricia Patrick Paul Paula Paulette Pauline Paulo Pavel Paweł
    Pearl Pedro Peggy Penny Percy Perrine Perry Peter Petr Petra Phil Philip Philipp Philippe Phillip Phyllis
    Pierre Pierre-Yves Pietro Pilar Piotr Priya Quentin Rachel Rachid Rafael Raimund Rainer Raj Rajesh Ralf
    Ralph Ramón Raoul Raphaël Rattan Ravi Raymond Raymonde Raúl Rebecca Rebekah Reiner Reinhard Renate Renaud
    René Renée Rhonda Ricardo Richard Rita Rob Robert Roberta Roberto Robin Rocío Rodney Rodolfo Rodrigo Roger
    Roland Rolf Romain Ron Ronald Rosa Rose Rose-Marie Roselyne Rosemary Ross Roxanne Roy Rubén Rudolf Rui
    Rupert Russell Ruth Ryan Régine Régis Rémi Rémy Rüdiger Sabine Sally Salma Salvador Sam Samia Samira Samuel
    Sandra Sandrine Sandy Sanjay Sara Sarah Saïd Scott Sean Sebastian Serge Sergio Seth Seydou Shane Sharon
    Sheila Shirley Sidney Siegfried Sigrid Silke Silvia Simon Simone Sofia Sofía Solange Solène Sonia Sophie
    Spencer Stacy Stanisław Stanley Stefan Stefania Stefanie Stefano Steffen Stella Stephan Stephen Steve Steven
    Stuart Stéphane Stéphanie Sue Sunita Suresh Susan Susanne Suzanne Sven Sylvain Sylvia Sylvie Sébastien
    Tamara Tanguy Tara Tarek Ted Teresa Terry Theodor Theodore Theresa Thibault Thierry Thomas Théo Thérèse
    Tiago Tim Timothy Tina Tobias Todd Tom Tomasz Tomáš Tony Torsten Tracy Trevor Tristan Troy Udo Ulrich Ulrike
    Ursula Ute Uwe Valentin Valentina Valentine Valérie Vandana Vanessa Vera Vernon Veronica Verónica Vicente
    Vicki Victor Victoria Viktor Vincent Violet Violette Virginia Virginie Vivian Viviane Vladimir Volker
    Véronique Walter Waltraud Wangari Warren Wayne Wendell Wendy Werner Wilfried Wilhelm William Willibald Willy
    Wolf Wolfgang Xavier Yann Yannick Yasmina Yolande Yousef Youssef Yvan Yves Yvette Yvonne Zachary Zineb Zoé
    Álvaro Ángel Ève Conceição Édith Édouard Élisabeth Élise Élodie Émile Émilie Éric Étienne Évelyne Íñigo
    Óscar Александр Александър Анна Владимир Георги Димитър Елена Иван Мария Николай Петър Сергей Yuki Kenji
    Hiroshi Takashi Akira Kazuo Haruo Kenichi Takeshi Makoto Yoko Yuko Keiko Naoko Kyoko Satoshi Shinji Koji
    Junko Masako Masao Tadashi Toshio Yasushi Yoshio Ichiro Jiro Taro Ryo Daisuke Hideki Hideo Kazuhiko Kazuyuki
    Masanobu Masahiko Mitsuo Noriko Osamu Sachiko Shigeru Tetsuo Tomoko Tsutomu Yoshihiro Yutaka Ayumi Chieko
    Emiko Fumiko Hanako Xiaoming Jianguo Xiaoli Guobin Zhiyong Weidong Yongguan Genxing Qirong Renkou Jianhua
    Xiaodong Zhenghu Lixin Junfeng Haiyan Meiling Xueyan Zhongmin Jinsong Guohua Bojie Yiping Xiangdong Yuanyuan
    Minsoo Jihoon Minjun Seoyeon Hyejin Jiwoo Sungho Youngho Adwoa Akua Abena Ama Kwabena Kwasi Kojo Yaw Nana
    Chinedu Chidi Emeka Ngozi Chioma Ifeoma Uchenna Oluwaseun Oluwole Adebayo Ayodele Babatunde Folake Olumide
    Temitope Wanjiru Wanjiku Njeri Achieng Akinyi Wambui Kipchoge Tesfaye Abebe Alemayehu Getachew Mulugeta
    Tsegaye Selam Asmeret Yohannes Thandiwe Lindiwe Nomsa Sipho Themba Thabo Mpho Lerato Tendai Tafadzwa Farai
    Rudo Chipo Bongani Zanele Oumar Boubacar Souleymane Adama Issa Salif Fatoumata Aïssatou Mariam Mariama Ndeye
    Fatou Khady Bineta Kadiatou Rokia Assétou Aboubacar Hamidou Idrissa Mahamadou Abdoulaye Modou Alioune
    Bassirou Bassem Ramesh Mahesh Ganesh Anand Ashok Arvind Vijay Rakesh Mukesh Dinesh Naresh Harish Manish
    Nitin Sachin Rohit Sumit Ankit Pooja Neha Kavita Geeta Lakshmi Meera Radha Shanti Usha Bhupinder Gurpreet
    Harpreet Manpreet Jaspreet Sukhdev Balwinder Debashis Subrata Soumitra Partha Anirban Sourav Budiman Agus
    Bambang Budi Dewi Endang Heru Joko Putri Rini Siti Slamet Sri Sulistyo Wahyu Yanti Fatma Emine Hatice Zeynep
    Hüseyin İbrahim Murat Osman Selim Yusuf Kemal Cem Deniz Elif Esra Leyla Hussein Khaled Mostafa Samir Nabil
    Walid Ziad Rania Layla Yasmine Zahra Maryam Reza Hamid Farshad Farhad Behzad Shirin Parisa Nasrin Søren Mads
    Mikkel Niels Ole Henrik Kasper Rasmus Birgitte Inger Göran Bengt Lennart Sigurd Håkon Bjørn Øystein Liv
    Solveig Siri Marit Kari Tuula Pekka Jukka Mikko Matti Juha Timo Antti Heikki Kalevi Ilkka Raisa Aino Eero
    Wojciech Grzegorz Marcin Michał Łukasz Zbigniew Janusz Bożena Jolanta Danuta Ewa Zofia Halina Renata Iwona
    Zdeněk František Jaroslav Miroslav Vladimír Ladislav Lenka Věra Zuzana Ján Jozef Štefan Juraj László István
    Gábor Zoltán Ferenc József Sándor Attila Tibor Katalin Erzsébet Ilona Ion Mihai Gheorghe Vasile Dumitru
    Ioana Dimitrios Georgios Nikolaos Ioannis Konstantinos Panagiotis Panos Eleni Katerina Dragan Goran Nenad
    Zoran Jovan Vesna Jelena Ivana Snežana Oleg Sergei Sergey Dmitry Dmitri Alexei Alexey Andrei Andrey Yuri
    Igor Boris Mikhail Nikolai Svetlana Tatiana Irina Ekaterina Anastasia Galina Lyudmila Oksana Taras Jocelyn
    Hye-Jin Ainhoa Iker Ander Leire Aritz Eneko Xabier Mikel Aoife Niamh Siobhán Ciarán Pádraig Seán Eoin Oisín
    Sinéad Gráinne Rhiannon Gwyneth Owain Hamish Fiona Morag Alasdair Euan Callum Isla Bautista Facundo
    Sebastián Agustín Thiago Tomás Lautaro Ramiro Inés Belén Noelia Nerea Ximena Camila Julieta Milagros
    Macarena Catalina Josefina Dolores Graciela Marlene Yolima Leidy Yesenia Wilmer Edwin Freddy Rolando Osvaldo
    Rómulo Efraín Heriberto Humberto Jairo Jhon Joana Diogo Gonçalo Nuno Vasco Duarte Vítor Vitória Luiza Thaís
    Letícia Bruna Larissa Cíntia Débora Sérgio Márcio Mauro Flávio Fábio Cláudio Júlio Otávio Ubirajara Iara
    Moacir Ademir Aparecida Socorro Raimundo Severino Giacomo Riccardo Tommaso Niccolò Salvatore Carmelo Gennaro
    Pasquale Vincenzo Domenico Ornella Silvana Loredana Antonella Donatella Raffaella Ilaria Ginevra Beatrice
    Emanuele Emanuela Gianluca Gianfranco Giancarlo Pierluigi Piergiorgio Joost Sander Bram Thijs Daan Ruud Wim
    Kees Jaap Maarten Pieter Gerrit Hendrik Willem Dirk Geert Bart Koen Tine Lieve Griet Els Marijke Annelies
    Femke Saskia Sanne Anouk Marloes Wouter Jeroen Jelle Sjoerd Tjeerd Wietse
    Axel Kai Falk Ingo Thorsten Till Ulf Ulla Veit Wolfram Anja Antje Bettina Britta Carola Christel Cornelia
    Dagmar Doris Frauke Hannelore Heidrun Hilde Imke Irmgard Katrin Kerstin Konrad Maren Meike Regina Rosemarie
    Sonja Tanja Verena Ansgar Armin Arne Bernhard Burkhard Christof Egon Ewald Friedhelm Gottfried Heiko Helge
    Henning Hinrich Hubertus Karsten Klaus-Peter Leopold Ludger Magnus Maximilian Olaf Otmar Reinhold Sascha
    Sönke Thibaud Gaëtan Gaël Marius Octave Philippine Séverine Soizic Ulysse Vianney Wilfrid Xavière Yohan
    Anne-Sophie Anne-Marie Blandine Cédric Charline Clotilde Delphine Domitille Edith Florent Hortense Isabeau
    Jean-Christophe Joseline Justine Lorène Margaux Marine Mélanie Océane Rodolphe Roseline Sabrina Sidonie
    Tiphaine Urbain Victoire Ronnie Larry Niobe Daniella Eliot Kristin Kristine Courtney Lindsey Brandon Brooke
    Cole Dwayne Erin Faith Jenna Jesse Jodi Josh June Katie Kimberly Kirk Kris Lance Lane Lauren Laurie Leah
    Lena Liz Lori Lou Maggie Marsha Marty Matt Meredith Michelle Nate Norm Patti Polly Randall Randy Ray Rich
    Rick Rod Russ Samantha Shannon Shari Shawn Shelly Sherri Stacey Stan Stephanie Tammy Tess Tiffany Toby
    Tracey Travis Ty Valerie Vern Wade Wanda Wes Zach
    """.split()
)
"""Common given names."""

FAMILIES_TOO: frozenset[str] = frozenset(
    """
    Adam Albert Alexander Allan Andre Andrews André Antoine Antonio Arnaud Arthur Austin Barbara Benjamin
    Bernard Bruce Bruno Carl Carol Charles Christian Clara Claude Clément Colin Craig Curtis Daniel David
    Dean Denis Dennis Dominguez Duncan Dylan Earl Edgar Edward Elias Francis Franck Franco Frank Frantz
    Franz Gabriel Gary Gaston George Gerard Gilbert Gilles Gordon Graham Grant Gregory Guy Gérard Hamilton
    Harry Henri Henry Herbert Herman Hermann Hervé Howard Hubert Hugo Hugues Ibrahim Isaac Ivan Jack
    Jackson Jacob Jacques James Jan Jean Jerome Joachim John Jonas Jordan Jordi Joseph Joy Julian Karl Kay
    Keith Kelly Kennedy Kevin Kim Klaus Kurt Lambert Laurent Lawrence Lee Leon Leonard Leroy Leslie Lewis
    Lorenz Louis Lucas Ludwig Luis Lynn Mario Marion Mark Marshall Martin Mathieu Matthias Maurice Max
    Maxwell Mehmet Michael Michel Milan Miles Mohamed Morgan Moritz Morris Nelson Nicholas Nicolas Noel
    Norman Oliver Olivier Oscar Otto Owen Pascal Patrick Paul Paulo Percy Perry Peter Philipp Philippe
    Pierre Ralph Ramos Raymond Reed Renaud Rene Rey Richard Robert Robin Roger Roland Rolland Rose Ross
    Roy Russell Ryan Rémy Samuel Scott Sean Sebastian Simon Spencer Stanley Stefan Stephan Stephen Steven
    Stewart Stuart Taylor Terry Theodor Thomas Todd Tom Tracy Victor Vincent Virginia Vogel Walter Warren
    Wayne Werner William Wolf
    Tesfaye Abebe Getachew Haile Adama Issa Salif Traoré Kemal Karim Omar Hussein Owain Martina Lorenzo
    Conceição Socorro Mercedes Dolores Duarte Vasco Mauro Sri Budi Thiago Otávio Beatrice Deniz Osman Selim
    Murat Thanh Tuan Hoang Ander Iker Ion Mihai Dumitru Vasile
    Don Cole Lane Grace Faith Brooke Wade Kirk Lance Hazel Holly Ray Rich June Joyce Josh Konrad Ernst Friedrich
    Georg Horst Heinz Lutz Lothar Magnus Rolf Rudolf Reinhard Bernhard Gerhard Günther Johannes Till Veit Falk
    Urbain Octave Norbert Marius Florian Fabre Ruth Philip Luke Kyle Neil Randall Travis Norm Ty Rod Lou Laurie
    Kerry Stan
    """.split()
)
"""Given names that are family names as well."""

_LONG_NAMED = """
    Acres USA; Actes Sud; AgroParisTech Innovation; Agroforestry Regeneration Communities; Assemblée nationale;
    Biodiversa Partners; Bread for the World; Brot für die Welt; Carbon Cycle; Care International; Carbon
    Underground; Cool Farm; Cool Farm Tool; Cour des comptes; Danone North America; Deutscher Bundestag;
    Deutsche Welle; Earth Overshoot; Farm Europe; France Culture; France Inter; France Stratégie; France
    Télévisions; France Nature Environnement; Friends of the Earth; Gold Standard; Heinrich Böll; Humus Project;
    Indigo Ag; Ja zur Natur; Kering; Zero Waste France; La Ferme du Bec Hellouin; Land Life;
    Les Greniers d’Abondance; Label Bas-Carbone; Ökosoziales Forum; Patagonia Provisions; Paysans de nature;
    Penn State Extension; Planet Earth; Pour une agriculture du vivant; Project Drawdown; R Core Team;
    Rainforest Alliance; Réussir Grandes Cultures; Rothamsted Research; Scientists for Future; Secours
    Catholique; Sénat; Slow Food; Soil Capital; Soil Heroes; Soil4Climate; Soils for Life; Solutions for Earth;
    TED-Ed; TEDx Talks; Terra Genesis; Terre de Liens; Terre & Humanisme; Terre et Humanisme; Terres Inovia;
    Terres Univia; The Carbon Underground; The Nature Conservancy; The Climate Reality Project; The Shift
    Project; Thünen-Institut; Trees for the Future; Ver de Terre Production; Via Campesina; Welthungerhilfe;
    Wetlands International; Wikipedia contributors; World Vision
""".split(";")
_ORGANISATIONS = frozenset(" ".join(name.split()).lower() for name in _LONG_NAMED) | frozenset(
    """
    Ademe Agreste Agridea Agrisud Agropolis Agroscope Arvalis Bioland Biovision Caritas Cirad Demeter Ecocert
    Embrapa Eurostat Fibl Greenpeace Idele Inrae Isric Ispra Legambiente Misereor Naturland Oxfam Rodale Solagro
    Soilcapital Swissaid Terre-net Trócaire Unesco Unicef WWF Acted Afac-Agroforesteries Agrifood Agrosolutions
    Alterra Agritrop Apad Bayer Biofilia BirdLife Carrefour Cerema Cifor Copa-Cogeca Corpen Csiro Danone
    Deltares Ecologistes Ecosia Euractiv Farmbetter Fonafifo Franceagrimer Gret Heifer Helvetas Icarda
    Icraf Icrisat Iddri Irstea Landcare Mapaq Miteco Nabu Nestlé Nrcs Ofb Orée Ouranos Pronatura Prosol Quae
    Rabobank Rikolto Safer Scopela Sencrop Serida Solidaridad Syngenta Terraprima Unccd Unep Unfccc Usda Verra
    Wikipedia Youtube Yara
    """.lower().split()
)


def is_known_organisation(text: str) -> bool:
    """Whether a name is that of an organisation of the field which nothing but its being known tells."""
    return text.lower().removesuffix(" e.v.").rstrip(".") in _ORGANISATIONS


_PUBLISHERS = frozenset(
    " ".join(name.split())
    for name in """
    terre vivante; actes sud; seuil; le seuil; éditions du seuil; la découverte; gallimard; flammarion; fayard;
    grasset; armand colin; dunod; quae; quæ; belin; puf; ulmer; eugen ulmer; rustica; delachaux et niestlé;
    france agricole; la france agricole; educagri; la plage; sang de la terre; nil; odile jacob; écosociété; le
    pommier; edp sciences; métailié; economica; l'harmattan; harmattan; karthala; cnrs éditions; albin michel;
    robert laffont; hachette; larousse; nathan; ellipses; vuibert; lavoisier; tec & doc; masson; de boeck; peter
    lang; wildproject; tana; les liens qui libèrent; rue de l'échiquier; utovie; éditions de terran; de terran;
    terran; glénat; payot; plon; stock; julliard; oekom; suhrkamp; c. h. beck; beck; s. fischer; fischer;
    rowohlt; hanser; reclam; campus; transcript; nomos; haupt; diogenes; ullstein; piper; dtv; econ; metropolis;
    pala; kosmos; springer; wiley; wiley-blackwell; blackwell; elsevier; academic press; routledge; earthscan;
    penguin; norton; w. w. norton; island press; chelsea green; rodale; rodale books; vintage; knopf; alfred a.
    knopf; random house; harpercollins; harper & row; macmillan; palgrave macmillan; bloomsbury; beacon press;
    south end press; new society; faber; faber & faber; faber and faber; oxford university press; cambridge
    university press; mit press; crc press; cabi; allen lane; doubleday; simon & schuster; houghton mifflin;
    mcgraw-hill; pearson; prentice hall; sage; edward elgar; polity; verso; zed books; pluto press; il mulino;
    laterza; einaudi; feltrinelli; mondadori; donzelli; carocci; franco angeli; francoangeli; slow food editore;
    edagricole; alianza; siglo xxi; paidós; mundi-prensa; icaria; akal; ariel; planeta; anagrama; crítica;
    tecnos; fondo de cultura económica; companhia das letras; edusp; expressão popular; unesp; almedina; vozes;
    jorge zahar; zahar; autêntica; brill; de gruyter; mouton; kluwer; birkhäuser; nova science; iwa publishing;
    timber press; storey; workman; ten speed press; acres usa; new york review books; les belles lettres; belles
    lettres; lessiter publications; g. trédaniel; guy trédaniel; longman; academia; acco; utet; pwn; nobel; zahn
    """.split(";")
)


def is_known_publisher(text: str) -> bool:
    """Whether a whole text is the name of a publishing house, "éditions" and the like in front of it aside."""
    name = text.casefold().replace("’", "'").strip(" .,")
    return name in _PUBLISHERS or name.removeprefix("éditions ").removeprefix("éd. ") in _PUBLISHERS


_WORD = re.compile(r"[\w-]+")
_MOST_WORDS = 1 + max(place.count(" ") for place in PLACES)


def is_place(text: str) -> bool:
    """Whether a whole text is the name of a place, a state or country after it aside ("Princeton, NJ")."""
    return text.strip(" .,;[]").partition(",")[0] in PLACES


def find_places(text: str) -> list[tuple[int, int]]:
    """Where names of places stand in a text, the longest ones that begin at a word."""
    words = [match.span() for match in _WORD.finditer(text)]
    found: list[tuple[int, int]] = []
    for index, (start, _) in enumerate(words):
        if found and start < found[-1][1]:
            continue
        ends = [end for _, end in words[index : index + _MOST_WORDS] if text[start:end] in PLACES]
        found += [(start, ends[-1])] if ends else []
    return found


def is_given(word: str) -> bool:
    """Whether a word is a given name, the first part of a hyphenated one included."""
    return word in GIVEN_NAMES or word.partition("-")[0] in GIVEN_NAMES
