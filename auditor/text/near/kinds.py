"""Names and words of one kind, a kind a paragraph: one in place of another asks about another thing.

In small letters too, where nothing else tells a name. A word may belong to several kinds; that one of them is
also an everyday word does no harm, as both must be of the kind.
"""

KINDS = """
euro dollar pound sterling franc yen yuan rupee krona peso real zloty cent penny percent

eur usd gbp chf jpy cny inr sek nok dkk pln cad aud nzd mxn brl zar huf czk

second minute hour day night week weekend fortnight month quarter year decade century

gram kilogram milligram ounce pound ton tonne

g kg mg oz lb lbs

kilometer kilometre mile meter metre foot feet yard inch inches

km cm mm mi ft

km cm mm mile meter metre foot feet inch inches yard

kilometer kilometre mi cm mm

kg mg gram pound ounce ton

liter litre gallon pint ml cup teaspoon tablespoon tsp tbsp

today soon later earlier spring summer autumn winter christmas easter thanksgiving halloween ramadan diwali
hanukkah valentine hour day week month year morning afternoon evening night

now soon later earlier spring summer autumn winter christmas easter thanksgiving halloween ramadan diwali
hanukkah valentine hour day week month year morning afternoon evening night

dawn sunrise morning noon midday lunchtime afternoon dusk sunset evening night midnight

north south east west northern southern eastern western

mother father sister brother son daughter wife husband uncle aunt cousin grandmother grandfather

google apple samsung microsoft amazon ebay nokia sony huawei xiaomi facebook instagram twitter whatsapp
tiktok youtube netflix spotify uber lyft tesla toyota ford honda bmw audi volkswagen mercedes volvo nissan
hulu disney reddit linkedin telegram snapchat pinterest zoom skype slack oracle intel nvidia dell lenovo hp
ibm walmart costco tesco lidl aldi carrefour ikea zara prada gucci nike adidas puma hilton marriott hyatt
sheraton airbnb expedia ryanair easyjet lufthansa emirates qantas delta starbucks mcdonalds subway kfc
fedex ups dhl usps boeing airbus pfizer moderna

paypal venmo visa mastercard maestro amex discover stripe klarna barclays hsbc santander citibank chase
revolut monzo starling zelle wise chime cashapp skrill payoneer ubs natwest lloyds ing

android ios windows linux macos ubuntu

iphone android samsung nokia pixel

chrome firefox safari edge opera

python java javascript typescript rust golang php ruby perl kotlin swift sql bash scala haskell

mysql postgres postgresql mongodb redis sqlite oracle

chatgpt gemini claude llama mistral copilot

aspirin ibuprofen paracetamol acetaminophen penicillin amoxicillin insulin morphine metformin warfarin

germany france spain italy portugal greece poland austria switzerland belgium netherlands denmark sweden
norway finland iceland ireland england scotland wales britain uk usa america canada mexico brazil argentina
chile peru colombia cuba venezuela bolivia ecuador china japan korea india pakistan bangladesh nepal
australia zealand russia ukraine romania bulgaria hungary croatia serbia slovakia slovenia estonia latvia
lithuania czechia egypt morocco tunisia algeria nigeria ghana kenya ethiopia tanzania uganda senegal africa
israel iran iraq turkey lebanon jordan syria qatar kuwait thailand vietnam cambodia indonesia malaysia
philippines singapore taiwan europe asia afghanistan albania andorra angola armenia azerbaijan bahamas
bahrain barbados belarus belize benin bhutan bosnia botswana brunei bulgaria burkina burundi cameroon chad
congo cyprus djibouti dominica eritrea eswatini fiji gabon gambia georgia grenada guatemala guinea guyana
haiti honduras jamaica kazakhstan kosovo kyrgyzstan laos lesotho liberia libya liechtenstein luxembourg
macedonia madagascar malawi maldives mali malta mauritania mauritius moldova monaco mongolia montenegro
mozambique myanmar burma namibia nicaragua niger oman palestine panama paraguay rwanda samoa scotland
seychelles somalia sudan suriname tajikistan togo tonga trinidad turkmenistan uruguay uzbekistan vanuatu
vatican yemen zambia zimbabwe greenland siberia bavaria catalonia normandy tuscany sicily sardinia corsica
crete mallorca ibiza tenerife madeira azores bali java sumatra london paris berlin madrid rome lisbon vienna
prague warsaw dublin amsterdam brussels stockholm oslo copenhagen helsinki athens budapest bucharest sofia
zurich geneva munich hamburg frankfurt cologne barcelona valencia seville porto milan naples venice florence
turin moscow kyiv istanbul ankara lyon marseille nice manchester liverpool birmingham leeds bristol glasgow
edinburgh cambridge oxford cairo dubai doha lagos nairobi tokyo osaka kyoto seoul beijing shanghai hongkong
delhi mumbai bangalore chennai bangkok jakarta manila sydney melbourne brisbane perth auckland toronto
montreal vancouver ottawa chicago boston seattle houston dallas austin denver miami atlanta orlando tampa
nashville memphis detroit krakow kraków gdansk gdańsk wroclaw wrocław poznan poznań lodz łódź bratislava
ljubljana zagreb belgrade sarajevo skopje tirana vilnius riga tallinn minsk kharkiv odesa odessa lviv
petersburg bergen gothenburg malmo malmö aarhus tampere turku reykjavik cork galway belfast cardiff swansea
newcastle sheffield nottingham leicester coventry southampton portsmouth plymouth brighton norwich exeter
aberdeen dundee inverness rotterdam utrecht eindhoven antwerp ghent bruges lille nantes bordeaux toulouse
strasbourg montpellier rennes grenoble cannes avignon basel bern lausanne lugano salzburg innsbruck graz
linz stuttgart dusseldorf düsseldorf dortmund leipzig dresden hannover hanover nuremberg nürnberg münchen
bremen bonn mainz faro braga coimbra malaga málaga granada bilbao zaragoza alicante murcia cordoba salamanca
palma bologna verona genoa palermo catania pisa siena bari trieste thessaloniki patras heraklion izmir
antalya bursa haifa jerusalem beirut damascus amman baghdad tehran riyadh jeddah kabul karachi lahore
islamabad dhaka kathmandu colombo kolkata hyderabad pune jaipur ahmedabad hanoi saigon phuket shenzhen
guangzhou chengdu wuhan nanjing tianjin taipei busan nagoya sapporo fukuoka hiroshima kobe yokohama adelaide
canberra darwin hobart wellington christchurch calgary edmonton winnipeg quebec halifax havana kingston
bogota bogotá medellin lima quito caracas santiago montevideo asuncion brasilia recife salvador fortaleza
rosario mendoza monterrey guadalajara cancun tijuana casablanca marrakech tunis algiers tripoli accra abuja
dakar kinshasa kampala kigali harare lusaka luanda johannesburg pretoria durban maputo honolulu anchorage
albuquerque tucson omaha milwaukee minneapolis cleveland cincinnati pittsburgh baltimore richmond raleigh
charlotte savannah louisville birmingham philadelphia phoenix york angeles francisco diego vegas oakland
sacramento anaheim portland washington texas florida california nevada arizona oregon ohio michigan illinois
georgia virginia alaska hawaii colorado utah montana kansas iowa indiana wisconsin minnesota louisiana
alabama tennessee kentucky oklahoma arkansas mississippi missouri nebraska dakota wyoming idaho delaware
vermont maine hampshire rhode virginia carolina pennsylvania massachusetts connecticut jersey maryland

english german french spanish italian portuguese dutch swedish polish russian chinese japanese korean
arabic hindi turkish greek indian mexican thai vietnamese lebanese moroccan british american

chelsea arsenal tottenham everton liverpool juventus barcelona bayern dortmund ajax benfica celtic rangers
lakers celtics bulls knicks warriors yankees dodgers patriots cowboys steelers packers

football basketball baseball tennis golf rugby cricket hockey volleyball handball badminton

piano guitar violin cello flute trumpet saxophone drums clarinet

mercury venus mars jupiter saturn uranus neptune pluto

red blue green yellow black white purple brown pink grey

cat dog horse cow pig sheep bird fish

chicken beef pork lamb fish

coffee tea beer wine

bus train ferry tram subway plane

anna maria peter john paul mary james robert michael david sarah laura emma thomas daniel george susan linda
lisa mark kevin brian steven karen nancy helen alice bob carol sofia olivia charlotte lucas noah william
henry jack oliver harry charles edward richard joseph andrew matthew jennifer jessica amanda elizabeth
barbara patricia margaret emily sophia hannah julia eva ivan ahmed mohammed ali fatima omar jose maria sofia
martina clara nina lena leonie lea marie jana katja olga natasha irina svetlana dmitri boris sergei vladimir
igor oleg pavel tomas jakub marek piotr pawel agnieszka katarzyna lars sven erik bjorn ingrid astrid freya
pierre jacques jean claude marcel camille chloe manon louise antoine nicolas mathieu hans wolfgang jurgen
dieter heinrich ursula sabine petra monika hiroshi kenji yuki sakura haruto mei ling wang zhang raj priya
amit sunita rahul anjali aisha zainab hassan hussein ibrahim yusuf khalid layla smith johnson williams jones
garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson taylor moore jackson martin
perez thompson harris sanchez clark ramirez lewis robinson walker allen scott torres nguyen flores nelson
mitchell rivera campbell roberts gomez phillips evans turner diaz parker cruz edwards collins reyes stewart
morris morales murphy cook rogers gutierrez ortiz morgan cooper peterson bailey reed kelly howard ramos cox
richardson watson brooks chavez wood bennett gray mendoza ruiz hughes alvarez castillo sanders patel myers
ross foster jimenez müller mueller schmidt schneider fischer weber meyer wagner becker schulz hoffmann koch
bauer richter klein wolf schröder schroeder neumann schwarz zimmermann braun krüger hofmann hartmann lange
werner krause lehmann rossi russo ferrari esposito bianchi romano dubois durand moreau laurent lefebvre
silva santos oliveira souza ferreira costa novak horvat kowalski nowak ivanov petrov juan carlos luis pedro
ana luca marco giulia chen wei kim lee tom tim sam ben max leo adam eric simon
"""
