"""Given names that tell 'he' from 'she': common ones of many languages, none that both bear."""

from __future__ import annotations

from functools import lru_cache

from kg.extraction.names.folding import fold_word

_MALE_NAMES = frozenset(
    "aaron ben abdul abdullah abraham adam adrian ahmed ahmad alan albert alberto alejandro alexander alexei alfred ali allan"
    " andreas andrew andrei andy angus ante anthony antonio antony anwar arnold arthur bashar benjamin bernard bernie bill"
    " bob boris boutros brad brandon brett brian bruce bryan carl carlos cesar charles chen chester christian christopher"
    " clive colin craig curtis damian dan daniel dave david dean dennis derek diego dmitri dmitry dominic don donald doug"
    " douglas duncan edward eduardo elijah emmanuel emmerson enrique eric erik ernest ethan evo felipe fernando francisco"
    " francois frank franz fred frederick gareth gary gavin geoffrey george gerald gerard giorgio giovanni giuseppe glenn"
    " gordon graham greg gregory guillermo gunther guy hamid hans harold harry harvey hassan hector henry herbert horst hugo"
    " hugh ian ibrahim igor imran isaac ivan jack jacob jaime jair jake james jamal jared jason javier jeff jeffrey jens"
    " jeremy jerome jim jimmy joachim joao joe joel john johannes jon jonathan jorge jose joseph josh joshua juan julian"
    " justin karl keith ken kenneth kevin khalid klaus kofi konstantin kurt kwame kyle larry lars lawrence leo leon leonard"
    " leonid lloyd louis luca lucas luigi luis luke malcolm manuel marc marcel marco marcus mario mark martin matt matteo"
    " matthew maurice max maxim michael michel miguel mike mikhail milan mitch mitt mohamed mohammad mohammed moritz"
    " muhammad mustafa narendra nathan neil nelson nicholas nick nicolas nigel noah norman oleg oliver omar oscar otto owen"
    " pablo pascal patrick paul pavel pedro peter petr phil philip philippe pierre qasem rafael raj rajiv ralph ramon raul"
    " ray raymond recep reinhard ricardo richard rick rob robert roberto rodrigo roger roland roman ron ronald roy rudolf"
    " rudy rupert russell ryan saddam salvador samuel scott sean sebastian serge sergei sergey sergio seth shane simon"
    " stanley stefan stephen steve steven stuart tariq ted terry theodore thomas tim timothy todd tom tomas tommy tony"
    " trevor vaclav vadim victor viktor vincent vitaly vladimir volodymyr walter warren wayne wilhelm will william winston"
    " wolfgang xavier yuri yusuf zach"
    " ivo ruben dov elias finn gustav henrik ivor janos jan kasper lennart magnus mats mikael nils olaf piotr rasmus sven"
    " andras dermot dragan edmund ferenc gabor hamish horace humphrey jasper jiri karel leander lorenz percy piers"
    " quentin radu reginald roderick rufus sidney silas taras wilfred zdenek"
    " tobias ulrich arjun deepak sanjay vikram wei kenji hiroshi takeshi chidi emeka kwesi tendai"
    " abbas abdel abdelaziz abdirahman abiy adel ademola adnan agustin ahmet aiden ajay akhilesh akira alain"
    " alassane alberico aldo alejo aleksandar aleksandr aleksei aleksey alessandro alessio alexandre alexandros"
    " alexey alfredo alhaji alvaro amadou amar amir amit amitabh anders andre andres anil anselm antoine anton"
    " antonis arif aristide armando armin arnaud arne arsene arturo arvind asad ashok ashwin asif atiku atilla"
    " attila augusto axel ayman aziz babajide baldwin barack bartosz basil bassam bastien benedikt beniamino"
    " benigno bernd bernhard bheki bilal bjorn bogdan bola bongani boubacar boyko branko bruno bukola burak camilo"
    " cedric cem christophe chukwuma claude claudio constantino cyril dagfinn daisuke damien daniele danilo danny"
    " dario darko davide dawid dawit dejan denis denys desmond deval didier dieter dimitri dimitrios dimitris dirk"
    " djordje dmytro domenico dominik donovan drago dusan dylan dzoran eamon ebenezer eddie eddy edgar edgardo"
    " edoardo eduard edwin egil einar ekrem eli elio eliud elon emanuele emerson emil emile emilio emre enoch enzo"
    " erdal erich ernst erwin esteban etienne eugene eugenio evgeni evgeny ezra fabian fabio fabrice faisal farid"
    " farouk faustin fausto federico felix femi ferdinand fernand fikile filip florian floyd franck franco frans"
    " fredrik fritz fumio gabriel gaspar gavril geert georg georges georgi georgios gerd gerhard gerrit gert"
    " giacomo giancarlo gianni gilbert gilles girma giulio goodluck goran gordan gotabaya graciano grzegorz guido"
    " guillaume gunnar gustavo gwede habib hage haile haitham hakan hakeem hamad hamed hamza harsh haruki hasan"
    " hashim heiko heinrich heinz helge helmut hendrik henning henri herman hernan hifikepunye hiro hisham holger"
    " horacio hosni howard hubert husain hussain hussein idriss ifeanyi ignacio ilham ilya imre ingmar ioannis"
    " isaias ismael ismail istvan ivica jaap jabulani jacques jairam jaroslav jaroslaw javad jawad jeremiah jesper"
    " jesus jinping jochen joerg johan jonas jonny joop jordi jorgen jorn josef josip juha juhani jukka julio"
    " julius jurgen justus kagiso kais kaj kamal kapil kareem karim karol kaspar kazuo keir kenan keqiang kevan"
    " kieran kiyoshi kjell knut krzysztof kwabena kwaku kyriakos lamar laszlo laurent lazar lech leif leonardo"
    " leopold leszek lindiwe lionel ljubo loic lorenzo lothar luc lucian luciano ludwig luiz lukas lukasz lutz"
    " maciej macky mads mahamadou mahamat mahathir mahinda mahmoud majid mamadou mandla manfred manish manmohan"
    " manoj mansour marek marian mariano marin marinus markus marlon marten martijn masoud massimo mateo mateusz"
    " mathias mathieu matthias mauricio mauro maximilian mehdi mehmet meles menachem mevlut micah michal"
    " michelangelo mihai mikheil mikko milo milorad milos miloš minoru mircea miroslav mohan moise moises mokhtar"
    " moshe mostafa mourad moussa muammar muhammadu mukesh mulatu murat murray mwai naftali nangolo naoto narayan"
    " naresh nasser nawaz nayib netumbo neville niccolo nicolae nicos niklas nikol nikola nikolai nikos nirav"
    " nirmal nitin nnamdi noam nobuo nouri nuno obinna oleksandr oleksii olivier olusegun omari osama osman oswald"
    " otis ousmane paavo panyaza paolo pascual pasquale patrice patricio paulo pawel paweł pekka pelle pervez"
    " petar petros petteri pieter pietro pinarayi piyush prabowo prakash pranab pravin prayuth predrag qaboos"
    " radek rafal rahul raila rainer rajesh rajnath ramesh ramzan rashad rashid ravi raúl reggie rehman reinaldo"
    " renato rene rené reza rishi robbie rodney rogelio rogerio rohan rolf roque rowan rui rune rustam saara sadiq"
    " saeed sahle sajid salim salman salva sameh samir samuli sander sanjeev satyendra sayed sebastien segun"
    " selahattin selim senzo sergii sergiy seyi shahbaz shashi shaul shavkat shehbaz shigeru shimon shinzo"
    " siddharth silvio simeon sipho slavko slobodan sorin souleymane soumaila spiros stavros steffen stelian sten"
    " stephan subramanyam suleiman sunil suresh svend syed taavi tadeusz takashi tamim tareq taro tedros teodor"
    " teodoro tesfaye thabo thaksin theo theodor thierry thorsten thulani thuli tibor tigran tito todor tomasz"
    " tomislav torsten toshiro traian trond tshepo tunde uday uhuru ulf umar umaru umberto vadym valdis valentin"
    " valeri valery vasily vasyl venkaiah vicente vidkun viggo vijay vikas vince vinod virat vitali vitor vittorio"
    " vjekoslav vladislav volkan volker wael walid wassim wenliang werner wieslaw wilfried willem wim wladyslaw"
    " wojciech yahya yair yanis yannick yasser yasuo yaw yehuda yemi yevgeny yiannis yitzhak yoav yohannes"
    " yoshihide yoweri yukio yuriy yves zbigniew zdravko zeljko zoltan zoran"
    " agustín álvaro andrés antónio aurélien bartłomiej benoît bjørn björn césar cédric damián dragoș"
    " édouard élie émile emílio étienne fabián félix ferenc françois frédéric gaël gastón gérald gérard germán göran"
    " grégoire günter günther håkan hernán iñaki iñigo ionuț iván jérémie jérôme jesús jiří joão joaquín jörg josé"
    " julián jürgen károly lászló léon łukasz luís márcio mário martín mihály miklós nicolás óscar pál péter rafał"
    " radosław ramón régis rémi rené rubén sébastien sebastián sérgio stanisław stéphane sándor søren tamás"
    " théo tomás tomáš václav władysław zoltán željko".split()
)
_FEMALE_NAMES = frozenset(
    "abigail adele agnes alexandra alexandria alice alicia alison amanda amber amelia amina amy ana anastasia andrea angela"
    " anita ann anna anne annette annie antonia aoife april astrid audrey aung barbara beatrice beatriz becky bella"
    " bernadette beth betty bianca brenda bridget brigitte camilla carla carmen carol carola carole caroline carolyn carrie"
    " catherine cecilia charlotte cheryl christina christine claire clara claudia clementine cristina cynthia daniela"
    " danielle deborah debra denise diana diane dolores donna doris dorothy edith eileen elaine eleanor elena elisabeth"
    " elizabeth ellen elsa emily emma erica erika esther eva eve evelyn fatima federica fiona florence frances francesca"
    " gabriela gemma gertrude gina giorgia giulia gloria grace greta hannah harriet hatice heather heidi helen helena"
    " hillary ilhan imelda indira ines ingrid irene irina iris isabel isabella isabelle jacinda jacqueline jane janet"
    " janine jasmine jeanne jennifer jenny jessica joan joanna joanne josephine joyce judith judy julia juliana julie"
    " kamala karen karin kate katherine kathleen kathryn kathy katie katrina kimberly kristen kristina lara laura lauren"
    " leila lena leticia linda lisa liz liza louise lucia lucy luisa lydia magdalena malala marcia margaret margarita maria"
    " marianne marie marina marion marta martha mary maryam matilda maureen megan meghan melanie melissa michelle miriam"
    " monica monika nadia nancy naomi natalia natalie natasha nicola nicole nina noor nora olga olivia pamela patricia"
    " paula pauline penelope penny petra philippa phoebe priti priya rachel rebecca regina renata rita rosa rose rosemary"
    " ruth sabine sally samantha sandra sara sarah sharon sheila shirley silvia simone sofia sonia sophia sophie stella"
    " stephanie sue susan susanna suzanne sylvia tamara tania tatiana teresa theresa tina tracy ursula valentina valerie"
    " vanessa vera veronica victoria viktoria violet virginia viviane wendy yasmin yolanda yvette yvonne zainab zoe"
    " maren mara pernilla sunniva ilse ingeborg freya sigrid solveig ragnhild agnieszka kasia zofia anneliese beate ulrike"
    " annika elif aylin leyla priyanka deepika meera yuki sakura amara ngozi chiamaka thandi zanele"
    " adaeze adebola adriana adunni agata aisha aishwarya akua aleksandra alena alessandra alessia alexa alexia"
    " alina aline allison alma amaka amalia amalie amelie anabel anais ananya andrée anette angelique anika anja"
    " anke ann-marie annabel anneke annemarie anouk antje antoinette antonella anuradha arancha arianna arlene"
    " asantewaa asma ayesha ayse azra beata belinda benedetta benita berit berta beverly bianka birgit birgitta"
    " bodil bożena brigid bronwyn camille candice carina carlotta carmela cate cathy cecile cecily celia celine"
    " chantal charlene chiara chidinma chloe christel christiane cindy claudette colette concetta connie consuelo"
    " corinna cornelia cosima cristiana dalia damaris danica danuta daphne daria deirdre delia delphine denisa"
    " dilma dorota dorothea dunja ebba edna edwige efua elahe eleni eleonora elfriede eliza elke ellie elodie"
    " eloise elvira emine enrica erna ernestine estela estelle etta eugenia eugenie evgenia ewa fadia faiza fanny"
    " farah fatemeh fatma fatou felicia fernanda filippa flavia folake francine frauke freda frederica frida"
    " funmilayo gabriella geraldine gerda ghada giovanna gisela giselle gladys gretchen gro gudrun gunilla gwen"
    " gwendolyn halina hanan hanna hanne hedwig heike helene helga helle hiba hilda hilde hoda houda huda ifeoma"
    " ilaria ilona iman imogen inga inge inger ingrida ioana iolanda ivana iveta ivonne iwona jackie jadwiga jana"
    " janice jayalalithaa jelena jill joanie jocelyn jodie johanna jolanta josefa josefina josie juana jutta jyoti"
    " kaja karina karolina katarina katarzyna katerina kathrin katja kavita kayla kehinde keiko kersti kim-ly"
    " kirsten kirsti klara krista kristalina kristiina kristin kristine ksenia lakshmi lalita larissa latifa"
    " latoya lea leah leanne leena leni leonie leonora lidia lila lili lilian lilly linda-ann lisbeth lise"
    " liselotte liv lorena loretta lori lorna lotta lotte louisa luana lubna luciana lucie lucille lucinda"
    " lucrezia lynda lynn lynne mabel madeleine magda magdalene maha maia maja makhosini malgorzata mamata mamta"
    " maneka manon manuela marcela marcella mareike margarete margaretha margarethe margot margrethe mariam"
    " mariana maribel mariella marielle marija marijke marika marilyn marine marisa marit marjorie marlene martina"
    " mathilde mavis maxine mayawati małgorzata meena mehreen melinda meredith merete mette micheline mila milena"
    " millicent minna mirela miriana mirjam miroslava misaki muriel mwanamkuu myra nabila nadezhda nadine naima"
    " najat nandini nanna naoko nasrin nata nataliya nathalie nawal nazanin neha nelly nesrin neta nicoletta"
    " nicolette nikki nilufar nimmi nirmala nkechi nkosazana noelle nomvula nomzamo norah noura oksana oleksandra"
    " olena olha oluchi omotola ophelia oriana orla paloma paola pascale patsy paulette peggy perpetua petya"
    " phumzile phyllis pia pilar pippa polina pramila pratibha preeti rabia rachida rahel rajeshwari rania raquel"
    " rebekah renate renee ricarda roberta romina ronja rosalie rosalind rosamund rosanna roxana roxane rukmini"
    " ruslana saba sabina sabrina sadie safiya salma saloni samira sanae sangeeta sanna saoirse sapna saskia selma"
    " serena shabana shahnaz shakira shanthi sheikha shelley sherry shirin shobha sibongile sibylle signe sigrun"
    " silke silvana simona sindisiwe sinead sinéad siobhan siobhán siphokazi siân smriti solange sonali soraya"
    " stefania stefanie steffi sudha sukanya sunita sushma suzan svenja svetlana swati sybil tabea taina tamar"
    " tamika tanja tansu tarja tessa thandiwe thea thelma therese thoko trudy tuulikki una urszula usha uta ute"
    " vaida vaira valeria vanda vasundhara veerle vicky vigdis virginie viviana vjosa wangari wanjiku wanjiru"
    " dora isolde laila margery mildred moira rowena selina winifred"
    " wilma winnie xenia yaa yael yamini yanina yaroslava yasmine yelena yesenia ylva yuko yulia yuliya zara zehra"
    " zeinab zelda zeynep zita zodwa zuzana zuzanna"
    " adélaïde adèle anaïs ângela ángela åsa bárbara béatrice bénédicte cecília célia céline chloé clémence éva"
    " élisabeth élise élodie ève françoise geneviève hélène héloïse inés inès irène josée léa lucía maëlle"
    " maría marlène mónica noémie noëlle patrícia renée rocío ségolène sofía sônia stéphanie thérèse valérie"
    " verónica zdeňka zoé zsófia".split()
)
# joined names of which the parts mislead
_OF_MEN_TOO = frozenset(("jean-marie", "jose-maria", "marie-jean"))
# names that women and men bear
_OF_BOTH = frozenset(
    "alexis ashley dominique jean jin jo jun kelly kim lee leslie ming morgan pat robin sam sasha taylor toni wei yang".split()
)
_GIVEN_NAMES = _MALE_NAMES | _FEMALE_NAMES | _OF_BOTH


@lru_cache(maxsize=4096)
def is_given(word: str) -> bool:
    """Whether a word is a given name, in any case, with or without its accents.

    >>> is_given("Göran"), is_given("RENÉ"), is_given("Harbour")
    (True, True, False)
    """
    return word.casefold() in _GIVEN_NAMES or fold_word(word) in _GIVEN_NAMES


@lru_cache(maxsize=4096)
def gender_of(given: str) -> str | None:
    """'he' or 'she' for whom a given name tells so; of two joined names the first that does.

    >>> gender_of("Göran"), gender_of("Kelly-Ann"), gender_of("Jean-Luc"), gender_of("Kim"), gender_of("Jean-Marie")
    ('he', 'she', 'he', None, None)
    """
    if fold_word(given) in _OF_MEN_TOO:
        return None
    for name in (given, *given.split("-")):
        spellings = {name.casefold(), fold_word(name)}
        if spellings & _MALE_NAMES:
            return "he"
        if spellings & _FEMALE_NAMES:
            return "she"
    return None
