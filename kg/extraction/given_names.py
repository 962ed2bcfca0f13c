"""Given names that tell 'he' from 'she': common ones of many languages, none that both bear."""

from __future__ import annotations

MALE_NAMES = frozenset(
    "aaron abdul abdullah abraham adam adrian ahmed ahmad alan albert alberto alejandro alexander alexei alfred ali allan"
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
    " tobias ulrich arjun deepak sanjay vikram wei kenji hiroshi takeshi chidi emeka kwesi tendai".split()
)
FEMALE_NAMES = frozenset(
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
    " annika elif aylin leyla priyanka deepika meera yuki sakura amara ngozi chiamaka thandi zanele".split()
)
GIVEN_NAMES = MALE_NAMES | FEMALE_NAMES
