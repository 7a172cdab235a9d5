"""Common given names of many languages, and those of them that are family names as well."""

from __future__ import annotations

GIVEN_NAMES: frozenset[str] = frozenset(
    """
    Céleste Berno Caspar Giordano Jantien Kat Kelsey Lauric Moises Maïka Stenka
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
    Andre Jose Jesus Jerome Stephane Cedric Frederic Francois Francoise Celine Helene Rene Renee Benoit Aurelie Theo
    Zoe Eloise Noemie Genevieve Andres Nicolas Tomas Joao Goncalo Raul Ruben Nestor Cesar Alvaro Angel Adrian Hernan
    German Julian Fabian Joaquin Agustin Ramon Simon Sofia Lucia Ines Belen Rocio Monica Maria-Jose Maria-Luisa
    Jose-Maria Jose-Luis Gunter Jurgen Jorg Bjorn Soren Goran Rudiger Lukasz Michal Pawel Stanislaw Wladyslaw
    Kiyoshi Minh Thi Tracey Travis Ty Valerie Vern Wade Wanda Wes Zach
    Annibale Netta Gunther Salomé Baptiste Kief Margareta Amedeo Aldo Alda Alberta Alberico Alessandra Alfredo
    Alvise Amalia Ambrogio Andreina Angelica Angelo Annalisa Annamaria Antonietta Arianna Armando Arnaldo Arrigo
    Attilio Augusto Aurelio Bartolomeo Benedetta Benedetto Bianca Brunella Camillo Carlotta Caterina Cecilia
    Cesare Chiaretta Cinzia Claudio Clelia Concetta Corrado Cosimo Costantino Costanza Cristiana Cristiano
    Cristoforo Daria Dario Diletta Dino Edda Edmondo Edoardo Egidio Elda Eliana Elio Elisabetta Emanuel Emilia
    Emilio Enzo Ermanno Ernesta Ettore Eugenia Eugenio Ezio Fabiana Fausta Fausto Federica Ferdinando Ferruccio
    Filippo Fiorella Fiorenza Flavia Flavio Franca Franceschina Fulvia Fulvio Gaetano Gaspare Gastone Gerardo
    Germana Giacinto Giada Gianni Giampaolo Giampiero Gianpaolo Giorgia Giovanna Girolamo Giuditta Giuliana
    Giuliano Giulio Giuseppina Goffredo Gregorio Gualtiero Guglielmo Ilenia Isabella Ivano Lara Lavinia Leandro
    Leonarda Letizia Lia Licia Lidia Liliana Livia Livio Luana Lucio Luciana Luciano Lucrezia Ludovica Ludovico
    Luigia Maddalena Manlio Manuela Marcella Marcello Margherita Mariella Marilena Marisa Massimiliano Massimo
    Matilde Maurizia Maurizio Melania Michelangelo Milena Mimma Mirella Mirko Moira Morena Nello Nevio Nicoletta
    Norberto Nunzia Olimpia Onorio Orazio Orietta Ottavia Ottavio Ottone Patrizia Patrizio Pier Piera Piero
    Raffaele Raimondo Remo Renato Renzo Romolo Rosalba Rosanna Rosaria Rossana Rossella Ruggero Sabina Sabino
    Samuele Sandro Saverio Sebastiano Serafino Settimio Severina Sibilla Silvano Silvio Simona Simonetta Susanna
    Tania Teodoro Tiberio Tiziana Tiziano Tullia Tullio Ubaldo Ugo Umberto Valeria Valerio Vanna Virginio Vito
    Vittoria Vittorio Viviana Zaira Abelardo Adela Adelaida Adolfo Águeda Agueda Aitor Alejandra Alejo Alicia
    Amaya Amparo Anabel Angélica Angeles Ángeles Aníbal Antonia Araceli Ariadna Arnulfo Azucena Baltasar Bárbara
    Benigno Bernabé Blanca Braulio Brígida Carina Cayetano Celia César Clementina Concha Consolación Cristóbal
    Cristian Damián Darío Delfina Demetrio Edelmira Eladio Eleuterio Elías Eliseo Eloy Elvira Emiliano Encarna
    Encarnación Epifanio Erika Ernestina Estefanía Estela Eulalia Eulogio Eusebio Evaristo Ezequiel Fabián
    Fabiola Felisa Fermín Florencia Florencio Fortunato Francisca Genaro Gilberto Ginés Gladys Gregoria
    Guadalupe Hilda Hipólito Idoia Ildefonso Imanol Inmaculada Iñaki Iñigo Irma Isidoro Isidro Ismael Itziar
    Jacinto Jacobo Jaime Jaume Javiera Jenaro Jonatan Josep Josefa Joseba Juana Juanita Julián Juliana Justo
    Karina Laia Lázaro Leocadio Leopoldo Leticia Lorena Loreto Lourdes Lucila Magdalena Maite Marcela Marcelino
    Marcelo Marcial Margarita Maribel Mariángeles Marisol Maritza Martiniano Mateo Maximino Maximiliano Mayra
    Melchor Mercè Micaela Mireia Mirta Moisés Montserrat Montse Natividad Nélida Néstor Núria Olegario Paloma
    Pastora Patricio Plácido Primitivo Purificación Rafaela Ramona Raquel Rebeca Regino Reinaldo Remedios
    Reynaldo Rigoberto Rogelio Romualdo Roque Rosalía Rosalinda Rosaura Roxana Rufino Ruperto Saúl Saturnino
    Serafín Silvestre Silvina Simón Sonsoles Susana Telmo Teófilo Toribio Ulises Valeriano Vanesa Venancio
    Virgilio Wenceslao Wilfredo Yadira Yolanda Zacarías Zoila Zulma Abílio Adalberto Adelaide Adelino Adilson
    Afonso Agnaldo Aires Albertina Aldemir Alcides Alfeu Aloísio Altair Amadeu Amaro Amélia Ângela Ângelo Anísio
    Arlindo Armindo Aurélio Ayrton Benedito Berenice Bernadete Bernardete Caio Cândido Carmem Cássia Cássio
    Celina Célia Célio Clarice Cleber Cleide Cleonice Clóvis Cristiane Dalva Danilo Davi Deise Denílson Dilma
    Dinis Dirceu Djalma Dulce Edilson Edmilson Edmundo Edna Edson Edvaldo Eliane Elisabete Eliseu Elizabete
    Elton Erasmo Érica Ernane Estevão Euclides Eugênio Eunice Evandro Everaldo Fabiano Fátima Feliciano Fernão
    Firmino Flaviana Florestan Geraldo Getúlio Gilda Gilmar Gilson Gisele Giselle Guilherme Gérson Haroldo
    Heitor Helena Hélio Heloísa Hermes Herculano Iracema Irineu Isaías Isaura Ivo Ivone Jacinta Jacira Jair
    Jânio Jaqueline Jeferson Joelma Josué Jovino Jucélia Juscelino Juvenal Kátia Laércio Lauro Leandra Lélia
    Leônidas Lídia Lígia Lílian Lina Lineu Lisete Lívia Lourenço Lourival Luciane Lucídio Lucimar Lurdes Luzia
    Mafalda Manoel Márcia Marcílio Marcos Margarida Marília Marilza Mário Maristela Matheus Mateus Maurílio
    Mirian Moacyr Nádia Natália Neide Neusa Nilo Nilson Nilton Nivaldo Noé Odair Olavo Olímpio Onofre Orlandina
    Oscarina Osmar Oswaldo Otacílio Otília Patrício Plínio Priscila Quitéria Raimunda Raul Regiane Renan Rogério
    Romeu Romildo Ronaldo Rosana Rosângela Roseli Rosemeire Rosilene Rubens Ruy Sebastião Selma Sidnei Sílvia
    Sílvio Simão Sônia Sueli Suzana Tadeu Talita Tânia Tarcísio Tereza Teresinha Tibério Ulisses Valdemar Valdir
    Valéria Valter Vanda Vânia Vicência Virgílio Waldemar Waldir Walmir Walquíria Zélia Zenaide Zilda Achille
    Adèle Adeline Adolphe Agathe Aimé Aimée Alban Albane Albertine Alexis Aloïs Alphonse Amandine Amaury Amédée
    Anatole Angèle Angélique Annabelle Annick Anouck Anthelme Antonin Antonine Apolline Aristide Arlette Armel
    Armelle Armande Augustine Axelle Aymeric Barthélemy Bastien Bénédict Benoîte Bérengère Berthe Brieuc Camélia
    Candice Carine Cassandre Cathie Célestin Célimène Chantal Charlène Charly Chloë Claudette Clémentine Cléo
    Coralie Cordélia Corentin Cyprien Cyrille Damienne Danièle Danny Davy Désirée Dimitri Donatien Dorian
    Doriane Edmée Edwige Éléonore Eléonore Éliane Éloi Éloïse Elvire Emeline Emmanuèle Enguerrand Ernestine
    Erwan Erwann Étiennette Eudes Eulalie Euphrasie Fabienne Faustine Félicie Félicité Félicien Fernande Flavien
    Florentin Florie Floriane Florine Francine Frédérick Fulbert Gabin Gabrielle Geoffroy Georgette Germaine
    Gérardine Ghislain Gilberte Gildas Ginette Gontran Grégory Guénaël Guénolé Guilhem Guillemette Gwenaël
    Gwendoline Gwenola Henriette Hermine Hippolyte Honorine Huguette Irénée Isidore Ismaël Jacinthe Jacquelin
    Janine Jeannine Jeannette Jérémie Jocelyne Joëlle Joffrey Josselin Josyane Jovette Judicaël Julienne Juliane
    Katell Kévin Ladislas Laëtitia Laureline Laurène Laurette Léandre Léna Léonie Léopold Liliane Lilian Lisbeth
    Loan Loïs Loïse Lubin Lucette Ludivine Mael Maël Maëla Magalie Mahaut Maïté Maixent Marceau Marcelin
    Marcelline Margot Mariette Marinette Marjolaine Mathurin Maurille Maximilien Mélina Mélissa Mélodie Méline
    Michaëlle Mickaël Mikaël Milène Muguette Myrtille Nadège Natacha Nestor Ninon Noëlle Noëmie Nolwenn Octavie
    Odilon Ombeline Ophélia Oriane Othilie Pascaline Paule Paulin Pénélope Perceval Pétronille Philibert
    Philomène Pierrette Pierrick Primaël Rachelle Raphaëlle Régina Réjane Reynald Robertine Rodrigue Rolande
    Romane Romuald Ronan Rosalie Rosine Roxane Saturnin Savine Ségolène Séraphin Servane Séverin Sibylle Sidoine
    Sixtine Solenn Solenne Stanislas Suzette Suzie Sylvaine Sylvestre Sylviane Sylvette Teddy Thaïs Théodore
    Théophile Timothée Titouan Tristane Urielle Ursule Valère Valérian Victorien Victorine Virgile Wandrille
    Yaël Yaëlle Yanis Yannis Yoann Yohann Youna Youri Ysaline Yvon Yvonnick Zélie Zoë Adalbert Adelheid Aloys
    Anette Angelika Anke Annegret Anneliese Annemarie Annika Antonius Armgard Bärbel Beate Benedikt Berit
    Bernadette Bertha Berthold Bertram Birte Brunhilde Burghard Carsten Christl Constanze Cordula Corinna
    Cäcilia Detlev Diethard Diethelm Dietlind Dietmar Dörte Dorothea Eckart Eckhart Edeltraud Egbert Ekkehard
    Elfriede Elfi Elisabetha Ellinor Erasmus Erhard Erna Erwin Evi Felicitas Franziska Frederik Frieda
    Friedemann Friederike Fridolin Gabi Gaby Gebhard Gerda Gerlind Gerlinde Gertraud Gertrud Gesa Gesine Gitta
    Greta Gudula Gunda Gunter Gustav Hanna Hanne Harro Hasso Hedwig Heide Heidemarie Heidi Helma Helmuth Herta
    Hiltrud Hinnerk Ilka Ilja Ingeborg Ingolf Isa Isolde Iva Janina Jochem Jörn Josefine Kaj Karlheinz Karoline
    Katharina Kathrin Katinka Klara Klemens Kordula Kristina Kuno Leonhard Leonie Liane Liese Lieselotte Lili
    Lilli Ludolf Luise Luitgard Marga Margarethe Margit Margret Marlis Mareike Matthäus Mathilda Mechthild
    Meinhard Meinolf Michaela Mirjam Nadja Natascha Nikolaus Nikola Nikolas Niklas Olof Ortrud Ortwin Oskar
    Osswald Othmar Ottilie Ottokar Paulina Perdita Philine Raban Reimar Reimund Reinhild Reinhart Richarda
    Roderich Romy Ronja Roswitha Rupprecht Ruprecht Sarina Sebald Sieglinde Sigmar Sigmund Sigrun Silja Sina
    Soeren Steffi Susann Svenja Swantje Sybille Tabea Tatjana Thea Thilo Thorben Thoralf Tilman Tilo Timm Torben
    Traudl Traute Ullrich Ursel Uta Valeska Viktoria Vinzenz Volkmar Volkhard Walburga Waltraut Wiebke Wigand
    Wilfriede Willi Winfried Wilko Wolfdietrich Xaver Zita Abby Abigail Addison Agatha Aidan Ainsley Alana Albie
    Alec Aleisha Alexa Alfie Alisa Alistair Allison Allyson Alvin Alyssa Amos Amelia Andre Andy Angie Angus
    Anika Annabel Annalise Anthea Arabella Archie Arlene Arvid Ashley Aubrey Audra Barnaby Barney Becca Belinda
    Bella Bernice Bessie Bethany Bettye Beverley Beverly Bobby Bonnie Brady Brendan Bridget Brigid Britt Bronwyn
    Bryce Bryn Caitlin Caitlyn Callie Candace Carey Carissa Carlene Carly Carlton Caryn Cassandra Cassie
    Catriona Cecil Cecily Chandler Charlene Charlie Chelsea Cherie Chip Chloe Chuck Clarissa Clement Cleo
    Clifford Clint Colleen Connie Conor Cory Cristal Cynthia Damon Daphne Darcy Darlene Darrell Darryl Davina
    Deanna Deb Debbie Declan Dee Deirdre Delores Demi Denny Denzel Dermot Desmond Devin Devon Diann Dianne Dick
    Dillon Dinah Dolly Dominick Donny Dora Doreen Dottie Dougal Dustin Ebony Eddie Edie Edwina Effie Elbert
    Eldon Elijah Eliza Ella Elliot Elliott Ellie Elmer Elsie Elva Elvin Emmett Enid Erica Ericka Errol Essie
    Ethel Etta Eustace Evangeline Evelyn Ewan Faye Felicia Fergus Fran Freda Frederic Frederica Freya Gayle
    Gemma Genevieve Georgia Georgina Geraldine Gerry Gertrude Giles Gillian Ginny Glen Glenda Gracie Graeme
    Gretchen Greer Gussie Gwendolyn Hank Harriet Hattie Hayden Hayley Hedley Hermione Hester Hillary Hiram
    Horace Imogen Irvin Isadora Isobel Jaclyn Jameson Jamie Janelle Janice Jared Jarrod Jasper Javon Jayne
    Jeannie Jeffery Jenn Jennie Jerald Jeremiah Jermaine Jerry Jess Jessie Jimmie Jimmy Joann Jody Joey Johanna
    Johnnie Johnny Jolene Joni Jonah Josephine Josiah Judd Judson Juliet Kaitlyn Kara Karyn Katharine Kathie
    Kathy Katrina Kayla Keira Keisha Kellie Kendra Kenny Kermit Kerri Kevan Kieran Kiera Kimberley Kirstin Kitty
    Krista Kristi Kristopher Kurtis Kyla Lacey Lachlan Lamar Lana Latoya Laverne Leanne Lela Leland Lennie Lenny
    Lenore Leonora Leroy Lila Lillian Lily Lindy Lizzie Loretta Lorna Lorne Louella Louisa Lucille Lucinda
    Lucius Lula Lyle Lyn Lynda Lynette Lynne Mabel Maddie Madeline Maisie Mallory Mamie Mandy Marcie Marcy
    Margery Margie Margo Marian Marilynn Marissa Marla Marlin Marlon Marnie Matilda Mattie Maude Maura Mavis
    Maxine Maynard Meg Melba Melinda Melody Melvin Merlin Meryl Mick Mickey Mildred Millicent Millie Milo Mindy
    Minerva Minnie Miranda Mitch Mordecai Myles Myrna Myron Myrtle Nanette Natasha Nathaniel Nell Nellie Nessa
    Nettie Nicolette Nikki Noel Noelle Noreen Nuala Octavia Odell Olive Ollie Orson Orville Ozzie Paddy Pansy
    Patsy Peg Penelope Pete Petula Phoebe Piers Pippa Priscilla Randi Raymund Reba Reggie Reginald Rene Rhea
    Rhett Rhoda Rhys Ricky Riley Robbie Rocky Roderick Roni Rory Rosalind Rosalyn Rosamund Roscoe Rosie Roslyn
    Rowena Royce Ruben Ruby Rudolph Rudy Sadie Sallie Sammy Sasha Scottie Selena Selina Shana Shania Sharlene
    Sharron Shaun Shauna Shea Shelby Shelley Sherry Sheryl Shona Sian Sibyl Silvester Sondra Sophia Stacie
    Susannah Susie Suzan Sybil Sylvester Tabitha Talia Tanya Tasha Teri Terrance Terri Thad Thaddeus Thelma
    Theodora Thom Thurston Tillie Timmy Toni Tonya Tori Tracie Tricia Trina Trish Trisha Trudy Tyrone Tyson
    Uriah Velma Venetia Verna Vicky Vince Vivienne Wally Waverly Wendall Wesley Wilbert Wilbur Wilda Wilfred
    Willa Willard Winifred Winnie Winona Woodrow Wyatt Zachariah Zack Zane Zelda Zoe Aad Aafke Adriaan Albertus
    Aleid Alida Annemiek Annemieke Annet Anneke Antoinette Antoon Arend Arie Arjan Arjen Arno Arnoud Atze Barend
    Bastiaan Bernardus Berend Bregje Carel Cees Christiaan Claartje Coen Cornelis Corrie Diederik Dieuwke Dineke
    Douwe Eefje Eelco Elske Esmée Evert Evelien Ferdi Floris Fokke Folkert Frits Gerben Gerdien Gijs Gijsbert
    Govert Greet Guus Hanneke Harmen Hedy Henk Henny Hidde Hilbert Huib Huub Ineke Jaco Jacobus Jacoba Janneke
    Jannie Jantje Jelmer Jetske Joep Johan Jolanda Joop Jorrit Josje Jos Jurgen Jurriaan Karel Klaas Kristel
    Laurens Leendert Leontien Lidwien Liesbeth Lisette Loes Lodewijk Lotte Luuk Maaike Machteld Margreet Marieke
    Mariëlle Marijn Marjan Marjolein Marleen Martijn Matthijs Mechteld Menno Merel Michiel Mieke Nelleke Nico
    Niek Pascalle Paulien Pleun Reinier Reinoud Rens Rien Robbert Roel Roelof Rogier Rudi Rutger Ruurd Sietse
    Sietske Sijbren Sjaak Sjef Stijn Sybren Tiny Titia Trijntje Truus Wiebe Wijnand Willemijn Ype Adélaïde
    Abdelaziz Abdelkader Abdellah Abdelkrim Abdelmalek Abderrahmane Abderrahim Abdou Abdoul Abdul Abdulla
    Abdullah Abdulrahman Abdessalam Abir Achraf Adel Adil Adnan Ahlam Aïda Aissa Akram Alaa Amani Amar Amin
    Amine Amir Amira Ammar Anas Anouar Anwar Arezki Asma Assia Atef Ayman Ayoub Aymen Aziz Aziza Azzedine Badr
    Bachir Bahija Basma Belkacem Bilal Bilel Bouchra Boualem Brahim Chafik Chadia Chakib Chérif Cherif Dalal
    Dalila Djamel Djamila Driss El-Hadj Elhadji Fadi Fadila Fadel Faical Faïza Farid Farida Faris Farouk Fathi
    Fatiha Fayçal Fethi Fouad Fouzia Ghada Ghassan Habib Habiba Hafid Hafida Hajar Hakim Hakima Halima Hamed
    Hamida Hamza Hanaa Hanan Hani Haroun Hasan Hasna Hatem Hind Hisham Hocine Houda Houria Houssem Ibtissem
    Idris Ilham Ilyas Imad Imane Imène Inas Ismail Ismaïl Issam Jabir Jalal Jalila Jamila Jaouad Kaddour Kamal
    Kamel Karima Kenza Khadidja Khalid Khalil Kheira Lahcen Laila Lamia Larbi Latifa Lhoussaine Lofti Lotfi
    Loubna Mabrouk Maha Mahdi Mahmoud Majid Majda Malek Malik Mansour Maroua Marwan Meriem Messaoud Miloud
    Mohamad Mohammad Mokhtar Moncef Mouhamed Mouloud Moulay Mouna Mounir Mounia Mourad Muhammad Mohsen Nabila
    Nacer Nadjib Naïma Naima Najat Najib Najoua Nassim Nasser Nawal Nejla Nezha Noha Nordine Noureddine Oumaima
    Oualid Rabah Rachida Radia Rafik Rahma Ramzi Rashid Redouane Reda Riad Ridha Rym Saad Saadia Sabri Sadia
    Safia Said Saïda Salah Saleh Salem Salim Salima Salwa Sameh Sami Sana Sanaa Siham Slimane Soraya Soukaina
    Soufiane Tahar Taha Tarik Tariq Wafa Wassim Wided Yacine Yahia Yahya Yassine Yasser Yassir Younes Younès
    Youcef Zahia Zakaria Zaki Zakia Zineddine Zohra Zoubida Abhijit Abhishek Aditi Aditya Ajay Ajit Akash Akhil
    Alok Amitabh Amrita Anant Ananya Anjali Anuradha Aruna Arundhati Ashish Ashwin Atul Avinash Balaji Bhaskar
    Bina Chandrasekhar Debjani Deepa Deepika Devendra Dharmendra Dhruv Dilip Divya Gargi Gaurav Gayatri Gita
    Gopi Hemant Indira Indrani Ishaan Jagdish Jaya Jayant Kalpana Kamala Kapil Karan Karthik Kishore Lalit Leela
    Madhav Madhu Madhuri Mahendra Malini Mamta Manju Manoj Meena Meenakshi Mohit Nalini Nandini Naveen Neelam
    Neeraj Nikhil Nirmala Pankaj Paresh Prabhat Pramod Pranab Prashant Pratibha Preeti Purnima Rahul Rajan
    Rajeev Rajendra Rajiv Ramachandra Raman Ranjit Rashmi Ratan Ravindra Rekha Renu Ritu Sadhana Sangeeta
    Sanjeev Santosh Sarita Satish Saurabh Shailesh Shalini Sharad Shashi Shekhar Shikha Shiv Shobha Shreya
    Shruti Shubha Siddharth Smita Sonali Srinivas Subhash Sudha Sudhir Sujata Suman Sunil Surendra Sushil Sushma
    Swati Tanmay Trilochan Uday Umesh Vasudha Vikas Vikram Vimal Vinay Vineet Vinod Vishal Vivek Yashwant Yogesh
    Péter János Tamás Zsolt Gergely Ágnes Judit Balázs Csaba Gyula Mihály Márton Ákos Anikó Ildikó Éva
    Zsuzsanna Nikos Giorgos Dimitris Kostas Giannis Vasilis Christos Stavros Ivette Ivonne Nomvula Tatenda
    Adaeze Olufemi Akosua Njoroge Otieno Hiwot Aissatou Yacouba Arjun Arun Shyam Haruki Xiaoming Thanh Huong
    Wayan Ketut Nyoman Milica Marko Stjepan Tomislav Mladen Borut Matej Tomaž Mojca Nataša Oleksandr Olena
    Andriy Serhiy Volodymyr Dmytro Iryna Yuriy Mykola Natalya Radu Bogdan Andreea Ionuț Hana Lukáš Jakub
    Ondřej Markéta Vojtěch Barbora Beata Jadwiga Wiesław Jacek Emre Burak Selin Yasmin Zainab Hoda Piet Håvard
    Torbjørn Åse Mikael Birgitta Jari Päivi Eeva Liisa Jørgen Bente Oriol Vinícius Antônia Xiomara Rigoberta
    Nohemí Itzel Citlali Camilo Ezekiel Isaiah Nehemiah Shadrack Siobhan
    Pál György Miklós Lajos Béla Imre Zsuzsa Mária Kálmán Géza Ernő Jenő Károly András Árpád Dezső Endre Elemér Vilmos
    Levente Ádám Dávid Kinga Réka Orsolya Piroska Eszter Tünde Márta Klára Rezső Ottó Antal Bálint Dénes Iván Lóránt
    Szabolcs Zsigmond Ödön Győző Gyöngyi Emese Hajnalka Nóra Rózsa Teréz Mátyás Máté Dániel Gergő Róbert Krisztina
    Krisztián Ágota Bernadett Beáta Boglárka Borbála Csilla Dorottya Dóra Edina Enikő Ervin Etelka Gizella Henrietta
    Hedvig Ibolya Irén Izabella Jolán Júlia Magdolna Mónika Noémi Olivér Richárd Sarolta Szilvia Tímea Tivadar
    Veronika Viktória Virág Zsófia Bogusław Bolesław Czesław Dariusz Edmund Eugeniusz Feliks Franciszek Grażyna
    Henryka Irena Jarosław Justyna Kamil Karol Karolina Kazimierz Krystyna Leszek Lucyna Ludwik Maciej Mariusz Marzena
    Mateusz Mieczysław Mirosław Przemysław Radosław Ryszard Sławomir Sylwia Szymon Tadeusz Urszula Wacław Wiktor
    Witold Władysław Włodzimierz Zdzisław Zenon Zuzanna Żaneta Alicja Aleksander Aleksandra Aneta Antoni Błażej Cezary
    Dominik Dorota Elżbieta Eryk Filip Izabela Józef Leokadia Maksymilian Marianna Patrycja Stanisława Sylwester
    Wiesława Zygmunt Alena Alois Aleš Antonín Blanka Bohumil Bohuslav Božena Břetislav Čeněk Dalibor Dušan Emil Eliška
    Jarmila Jaromír Jindřich Jiřina Jitka Kateřina Květa Lubomír Luboš Ludmila Milada Miloslav Miloš Miroslava Naděžda
    Oldřich Otakar Pavla Přemysl Radek Radim Radka Rostislav Růžena Silvie Soňa Stanislav Šárka Štěpán Václav Vendula
    Vilém Vít Vítězslav Vlasta Vladislav Vlastimil Zdeňka Zora Ľudovít Ľubomír Ľubica Pavol Emília Jaroslava Katarína
    Rastislav Branislav Vladimíra Želmíra Andrej Marián Darina Aleksandar Antun Biljana Borislav Božidar Branka Branko
    Danica Darko Davor Dejan Desanka Dimitrije Dobrica Domagoj Dragana Dragica Dragoljub Dubravka Dušica Đorđe Đuro
    Franjo Gordana Grgur Hrvoje Ivica Jasna Josip Jure Katarina Krešimir Ksenija Lidija Ljiljana Ljubica Ljubomir Luka
    Marija Marijan Matija Mihajlo Milivoj Milorad Milutin Mirjana Momčilo Natalija Neven Nevenka Olivera Ognjen Petar
    Predrag Radmila Radomir Radovan Ratko Sanja Saša Siniša Slavko Slobodan Srđan Stanko Stevan Svetozar Tihomir
    Vasilije Velimir Veljko Vladan Vladeta Vlado Vojislav Vuk Zdravko Zlatko Zorica Željko Živko Alenka Bojan Breda
    Gregor Janez Janko Jože Jožef Lojze Matjaž Miha Primož Uroš Alexandru Anca Aurel Aurelia Camelia Cătălin Cătălina
    Cezar Ciprian Claudiu Constantin Cornel Corneliu Cosmin Delia Dinu Dorin Doina Dragoș Eugen Florin Florentina
    Gavril Gelu Georgeta Grigore Horia Iancu Ileana Ilie Ioan Ionel Iulia Iulian Laurențiu Liviu Lucian Luminița
    Mihaela Mircea Mirela Nicolae Nicoleta Octavian Oana Ovidiu Petre Petru Raluca Răzvan Rodica Romulus Sanda Sergiu
    Silviu Smaranda Sorin Stelian Ștefan Teodor Teodora Tiberiu Toma Traian Valeriu Viorel Viorica Virgil Vlad Aapo
    Aarne Ahti Anneli Arto Arvo Ari Eija Eino Elina Erkki Esko Hannu Harri Heli Helvi Hilkka Ilmari Irja Jaakko Jani
    Jarmo Jenni Jorma Jouko Jouni Juhani Kaarina Kaija Kaisa Kalle Katri Kauko Kirsi Kirsti Kyllikki Lauri Leena Maija
    Marja Marjatta Markku Martti Matias Merja Mika Mirja Olavi Olli Oskari Outi Paavo Pauli Pentti Pertti Petri Pia
    Pirjo Pirkko Raija Raimo Rauno Reijo Reino Riikka Riitta Risto Ritva Sakari Seppo Sinikka Sirpa Taina Taisto
    Tapani Tapio Tarja Tarmo Terhi Teuvo Toivo Topi Tuija Tuomas Urho Vappu Veikko Vesa Viljo Virpi Yrjö Åke Alf
    Barbro Bertil Birger Börje Carin Christer Conny Eiríkur Einar Erling Folke Fredrik Gösta Gunilla Gustaf Hilma
    Hjalmar Ida Ingela Ingemar Ingvar Jesper Jørn Kjeld Kristian Kåre Leif Lene Linnea Lotta Mårten Malin Margrethe
    Mariann Marita Mattias Mogens Nanna Oddvar Olle Ove Pål Palle Pehr Per-Olof Peder Poul Ragnar Ragnhild Roald Runar
    Sigurður Siv Sofie Staffan Stellan Stig Sture Sune Svante Svein Svend Terje Thora Torbjörn Tord Torgeir Torgny
    Torild Trine Trond Trygve Turid Ulrika Valborg Viggo Vidar Yngve Örjan Östen Guðrún Jón Ólafur Kristín Faouzi
    Faten Hafsa Hanane Hédi Hichem Idriss Marouane Nadir Najla Nizar Nour Othman Rabia Radhia Sadok Saida Samah Sihem
    Souad Taïeb Taher Touria Wahid Zeineb Zoubir Adelina Almudena Álex Alonso Alícia Ángela Anselmo Antonieta Aquiles
    Arcadio Bartolomé Beatriu Begoña Benito Berta Carme Carles Casimiro Cipriano Clemente Conchita Constantino Dámaso
    Dionisio Domènec Domingo Elisenda Enric Ernest Esperança Estanislao Fidel Florentino Francesc Fructuoso Gaspar
    Gumersindo Hilario Imma Jerónimo Lola Lope Manel Mariona Maruja Meritxell Miquel Narcís Neus Nicanor Nuria Octavio
    Ofelia Pascual Pepe Pere Román Tadeo Tirso Tomasa Valentín Victoriano Vidal Xavi Adão Alceu Aluísio Amílcar
    Anabela Antero Artur Baltazar Basílio Belmiro Bento Bernardino Bernardo Caetano Carolina Catarina Celso Cecília
    Cléber Constança Dário Delfim Domingos Edite Elói Estêvão Fabrício Felícia Filipa Filipe Flávia Gerson Gil Gildo
    Giovana Graça Hélder Henrique Hermínio Hortênsia Ignez Inácio Isabela Joaquina Jordão Jussara Ligia Lúcia Lúcio
    Lucília Madalena Marinho Mércia Milton Nelson Nilza Rubem Rute Silvério Sónia Telma Tomé Virgínia Wilson Abramo
    Adele Adelmo Agostino Albino Alfio Amilcare Antonino Beniamino Biagio Bonaventura Damiano Daniele Delio Eleonora
    Ennio Fabrizio Fiorenzo Gabriella Galileo Germano Gianmarco Gianna Gino Gioacchino Gioele Giordana Graziella
    Grazia Graziano Guglielma Iacopo Ignazio Igino Ilario Ireneo Italo Jacopo Lamberto Lodovico Loris Luisella
    Marcellino Marinella Maristella Melchiorre Nando Nino Nunzio Oreste Ottorino Palmiro Paolina Pierpaolo Rachele
    Rino Rocco Romeo Rosella Savino Silvestro Vanni Achim Adolf Albrecht Alfons Amelie Anett Annett Arnd Arnold Arnim
    Balthasar Bastian Beatrix Benno Bodo Brigitta Claus Clemens Cosima Diether Dorothee Eduard Ehrenfried Elmar
    Engelbert Ferdinand Frithjof Gernot Gero Gert Gisbert Götz Grete Guntram Hajo Heino Hella Hellmut Heribert Hilmar
    Immanuel Irmtraud Jakobus Jannis Jobst Jost Julius Justus Kaspar Käthe Kilian Konstantin Kornelia Kunibert Liesel
    Linus Lorenz Magda Maike Malte Mariele Markward Marten Moritz Ottmar Otfried Quirin Siegbert Siegmund Siegwart
    Thekla Theresia Traugott Trude Urs Walther Wenzel Wieland Wilhelmine Wilma Wolfhard Wulf Abel Alix Ambroise Anicet
    Anselme Arsène Augustin Auguste Aurore Basile Baudouin Benjamine Bérangère Bertille Brice Casimir Célestine
    Césaire Clairette Clarisse Colette Coline Daphné Denys Désiré Édgar Edmond Elie Élie Élisée Émeline Émilienne
    Eustache Évariste Firmin Flavie Francette Françis Franklin Gaëtane Gaspard Gautier Gauthier Gérôme Germain Gervais
    Gisèle Godefroy Goulven Guenaël Guylaine Gwenael Gwénola Hadrien Hélie Hilaire Hyacinthe Ignace Jacky Jehan
    Jordane Ketty Lætitia Lazare Léonard Léontine Loïck Mado Magdeleine Marcellin Mariannick Marlyse Martial Maryline
    Maryvonne Maturin Monette Morgan Narcisse Nicaise Noël Noëllie Oswald Pacôme Paquerette Perrette Philbert Philémon
    Prosper Quitterie Rébecca Renald Renaude Richarde Roch Rolland Romaric Sacha Salomon Séraphine Servais Siméon
    Simonne Soline Suzelle Sylvère Tancrède Théodule Thècle Valéry Victorin Vivien Xénia Yolène Yvain Yvelise Zacharie
    Zénaïde Addie Alastair Alfreda Allan Allen Althea Archibald Ava Avery Barry Bartholomew Bert Beryl Blake Boyd
    Bradley Brett Burt Calvin Cameron Carrie Clarence Conrad Cora Cornelius Damian Dina Duane Dwight Ebenezer Ernie
    Estella Ezra Felicity Floyd Frankie Freddie Frederick Garth Geoff Gideon Godfrey Harold Harriett Harvey Herman
    Hetty Irving Irwin Ivor Jacquelyn Jacqui Janie Jed Jemima Jethro Josie Julianne Kelvin Kirsty Leigh Leona Letitia
    Lloyd Lonnie Lottie Luther Lyndon Madge Malachi Marietta Marshall Marvin Mervyn Milicent Mimi Mona Morris Murray
    Myra Neal Neville Nicky Noah Nolan Norris Ophelia Otis Rachael Reuben Rex Rochelle Rufus Saul Selwyn Serena
    Seymour Shawna Silas Simeon Sonya Stewart Suzanna Terence Terrence Tessa Titus Tommy Tyler Walt Willie Winston
    Zara Zola
    """.split()
)
"""Common given names."""

FAMILIES_TOO: frozenset[str] = frozenset(
    """
    Adam Albert Alexander Allan Andre Andrews André Antoine Arnaud Arthur Austin Barbara Benjamin
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
    Kerry Stan Minh Thi
    Karol Filip Emil Gregor Luka Petri Pauli Mika Lauri
    Martti Jost Kaspar Wenzel Walther Eugen Claus Abel Ferdinand Germain Gervais Gauthier Gautier Léonard Martial Noël
    Salomon Valéry Vivien Arnold Barry Blake Boyd Bradley Calvin Cameron Conrad Cornelius Gil Bento Tomé Jordão
    Domingos Domingo Vidal Pascual Román Bernardino Benito Gaspar Alonso Othman Marinho Allen Harvey Lloyd Luther
    Murray Norris Nolan Tyler Irving Irwin Bartholomew Wilson Milton Julius Justus Simeon Ernest Edmund Hilaire
    Germano Basile Augustin Auguste Gaspard Prosper Clemens Eduard Adolf Achim Engelbert Wulf Götz Gerson Oswald
    Reuben Saul Silas Titus Neal Dwight Damian Gideon Godfrey Rufus Terrence Inácio Valentín Aleksandar Stanislav
    Vladislav Petre Petru Toma Ilie Ioan Sorin Nino Rocco Romeo Savino Loris Silvestro Bonaventura Idriss Nadir Kilian
    Lyndon Wilma
    """.split()
)
"""Given names that are family names as well."""
