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
philippines singapore taiwan europe asia
london paris berlin madrid rome lisbon vienna prague warsaw dublin amsterdam brussels stockholm oslo
copenhagen helsinki athens budapest bucharest sofia zurich geneva munich hamburg frankfurt cologne
barcelona valencia seville porto milan naples venice florence turin moscow kyiv istanbul ankara lyon
marseille nice manchester liverpool birmingham leeds bristol glasgow edinburgh cambridge oxford
cairo dubai doha lagos nairobi tokyo osaka kyoto seoul beijing shanghai hongkong delhi mumbai bangalore
chennai bangkok jakarta manila sydney melbourne brisbane perth auckland toronto montreal vancouver ottawa
chicago boston seattle houston dallas austin denver miami atlanta orlando tampa nashville memphis detroit
philadelphia phoenix york angeles francisco diego vegas oakland sacramento anaheim portland washington
texas florida california nevada arizona oregon ohio michigan illinois georgia virginia alaska hawaii
colorado utah montana kansas iowa indiana wisconsin minnesota louisiana alabama tennessee kentucky
carolina pennsylvania massachusetts connecticut jersey maryland

english german french spanish italian portuguese dutch swedish polish russian chinese japanese korean
arabic hindi turkish greek indian mexican thai vietnamese lebanese moroccan british american

red blue green yellow black white purple brown pink grey

cat dog horse cow pig sheep bird fish

chicken beef pork lamb fish

coffee tea beer wine

bus train ferry tram subway plane

anna maria peter john paul mary james robert michael david sarah laura emma thomas daniel george susan
linda lisa mark kevin brian steven karen nancy helen alice bob carol sofia olivia charlotte lucas noah
william henry jack oliver harry charles edward richard joseph andrew matthew jennifer jessica amanda
elizabeth barbara patricia margaret emily sophia hannah julia eva ivan ahmed mohammed ali fatima omar jose
juan carlos luis pedro ana luca marco giulia chen wei kim lee tom tim sam ben max leo adam eric simon
"""
