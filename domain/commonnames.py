"""Names so common that they alone say little.

Chosen by hand after the published lists of the most frequent names: US Census Bureau (surnames 2010, given
names 1990), Office for National Statistics (UK), Gesellschaft für deutsche Sprache and the surname atlas (Germany),
Statistik Austria, BFS (Switzerland), INSEE (France), INE (Spain), ISTAT (Italy), SCB (Sweden), SSB (Norway), the
Ministry of Public Security (China), Statistics Korea. Folded, without their counts: only that they are common.
"""

_FAMILY = """
    smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson
    anderson thomas taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis
    robinson walker young allen king wright scott torres nguyen hill flores green adams nelson baker hall rivera
    campbell mitchell carter roberts evans edwards hughes wood turner cooper morris ward murphy kelly khan patel
    singh ali ahmed kaur muller schmidt schneider fischer weber meyer wagner becker schulz hoffmann schafer koch
    bauer richter klein wolf schroder neumann schwarz zimmermann braun kruger hofmann hartmann lange schmitt
    werner krause meier lehmann schmid schulze maier kohler herrmann konig walter mayer huber kaiser fuchs
    peters lang scholz moller weiss jung hahn vogel keller gruber steiner moser pichler bernard dubois robert
    richard petit durand leroy moreau simon laurent michel fernandez gomez diaz ruiz rossi russo ferrari
    esposito bianchi romano colombo andersson johansson karlsson nilsson eriksson larsson olsson persson hansen
    johansen olsen larsen andersen pedersen nielsen jensen christensen wang li zhang liu chen yang huang zhao wu
    zhou kim park choi jeong ivanov smirnov petrov kuznetsov popov nowak kowalski novak silva santos oliveira
    souza costa pereira de jong jansen vries berg yilmaz kaya demir
"""
FAMILY = frozenset(_FAMILY.split())
_GIVEN = """
    james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony
    mark donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan
    jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel alexander patrick jack
    dennis peter mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty
    margaret sandra ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca sharon
    laura cynthia kathleen amy angela emma olivia anna julia sophie lucy chloe hannah katie hans klaus jurgen
    wolfgang gunter heinz karl helmut horst manfred gerhard dieter werner bernd andreas stefan michael christian
    martin markus frank matthias uwe jan tobias sebastian alexander florian philipp felix lukas maximilian jonas
    leon tim max niklas simon johannes franz josef ursula monika renate helga karin ingrid christa gisela petra
    sabine susanne andrea claudia birgit gabriele stefanie nicole katrin anja sandra julia katharina lena lea
    marie sophia maria eva christina martina jean pierre michel philippe nicolas julien marie nathalie isabelle
    sylvie jose antonio manuel francisco juan carmen ana giuseppe giovanni antonio mario luca marco francesca
    lars erik anders per ole ivan sergey aleksandr dmitriy elena olga wei li min jing mohammed muhammad ahmed
    ali mehmet mustafa fatma piotr krzysztof
"""
GIVEN = frozenset(_GIVEN.split())
