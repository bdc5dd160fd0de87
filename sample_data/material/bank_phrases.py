"""What customers of a bank write to its support desk: for each intent, problems, details and requests."""

from __future__ import annotations

INTENTS: dict[str, tuple[str, str, str]] = {
    "lost_or_stolen_card": (
        """my wallet was taken on the tram {when} and the debit card was in it
        I left my card in the machine at {shop} and when I came back it was gone
        I can't find my credit card anywhere, I last used it at {shop}
        someone broke into our car {when} and took my handbag with both bank cards
        I think my card fell out of my pocket somewhere in {city}
        my purse has been stolen at the station in {city}
        I noticed {when} that the card is missing and have turned the whole flat upside down
        I was pickpocketed on holiday and have no card left
        my son lost the card that belongs to his youth account
        the cash machine in {city} swallowed my card and the branch was closed
        a stranger rang to say he had found my card in the street, which worries me
        I dropped my bag in the lake, cards included""",
        """nobody has used it so far as I can see in the app
        the PIN was not written down anywhere
        there may still be {amount} of credit left on it
        I have already reported it to the police
        my phone is gone as well, so I can't do it in the app
        it is the blue one that ends in nine
        contactless still works on it, which scares me
        I need to pay for the hotel {soon}""",
        """please block it at once
        can you freeze it for now in case it turns up?
        how do I stop anybody from using it?
        cancel it and send me another one, please
        what do I have to do first?
        is there a number I can ring at night to have it blocked?""",
    ),
    "card_delivery": (
        """the new card I ordered {when} still isn't in my letter box
        I was promised my replacement card within five working days
        my old card expires {soon} and I haven't received the next one
        the envelope from you arrived open and without a card inside
        the tracking page has said 'in preparation' for over a week
        I opened my account {when} and am still waiting for the first card
        the courier says he delivered my card, but nobody at home signed for it
        it's been {span} since you posted the card
        my wife got her joint card and mine never came
        I was away when the post brought the card and it went back to you
        I moved into a shared house and post goes missing here
        the letter with the activation code came, the card itself did not""",
        """I'm leaving for {city} {soon} and need it by then
        the app shows it as dispatched
        my neighbour's post was mixed up with ours recently
        the post office knows nothing about it
        I have been living off cash in the meantime
        it would be easier for me to collect it at a branch
        our house number is easy to miss from the street
        this is the second time it happens""",
        """when will it get here?
        could you check where it is?
        is there any way to have it sent by express?
        please tell me how long delivery normally takes
        can I pick it up in {city} instead?
        would you send it again?""",
    ),
    "declined_payment": (
        """my card was refused at {shop} although there is plenty of money in the account
        I tried to pay {amount} online and got 'payment not authorised'
        the terminal at {shop} said declined, twice, with a queue behind me
        the petrol pump in {city} wouldn't take my card
        I can't book the flight, the bank page turns me down every time
        contactless stopped working {when}, only inserting the card is accepted
        paying at {shop} has failed three times in a row
        the car hire desk could not put the deposit on my credit card
        my subscription could not be renewed because you rejected it
        I was left standing at the restaurant because the card didn't go through
        the confirmation step freezes and afterwards the shop reports a failure
        a payment for our new washing machine was stopped {when}""",
        """the balance is more than enough
        I raised the daily limit {when}
        the same card worked in the shop next door
        there was no message in the app
        it's a brand-new card
        cash withdrawals are fine
        the shop told me it is not on their side
        I had to borrow money from a colleague, which was embarrassing""",
        """what is wrong with it?
        why do you keep refusing it?
        can you let it through if I try again {soon}?
        please make the card usable again
        is there a limit that I've reached?
        tell me what I should do at the till next time""",
    ),
    "pin_help": (
        """I typed the wrong PIN three times and now it says the PIN is blocked
        I've forgotten the four digits for my debit card
        I never received the letter with the PIN
        I'd like to choose a PIN of my own
        my mother can't remember her secret number any more
        the machine at {shop} tells me 'PIN tries exceeded'
        after the update the app no longer shows my PIN
        I mix up the codes of my two cards all the time
        the PIN in the letter is smudged and I can't read the last digit
        somebody looked over my shoulder while I entered my code in {city}
        I've used only contactless for {span} and the number has gone out of my head
        the new card doesn't accept the code of the old one""",
        """I do still have the card itself
        I tried it {when} for the last time
        a new letter would take too long
        the birthday isn't it, I checked
        I'm sitting in front of the cash machine as I write
        online banking works normally
        the branch sent me to you
        I'd rather not order a whole new card""",
        """how can I see it again?
        where do I set a new one?
        can you unlock it for me?
        please send me a new PIN letter
        is it possible to change the PIN at any machine?
        how many attempts do I get?""",
    ),
    "unrecognised_charge": (
        """there is a payment of {amount} to {company} that I did not make
        I don't know any company called {company}
        my statement lists {amount} taken in {city}, where I have never been
        {company} has charged me twice for something I never ordered
        I see a small test payment followed by {amount}, this looks like fraud
        somebody went shopping with my card number {when}
        three purchases appeared overnight and none of them is mine
        there is a booking from {company} with a name that tells me nothing
        my husband and I both swear we didn't buy anything at {shop} that day
        a free trial with {company} has turned into a monthly charge
        an entry for a games store turned up and I don't play games
        I've just noticed cash withdrawn in {city} while I was at work""",
        """the card has been in my drawer the whole time
        I have not given the number to anyone
        it happened at night, while I was asleep
        it is still marked as pending
        the firm doesn't answer the phone
        I do recall clicking a link in a text message
        nobody else has access to the account
        similar sums were taken last month, I now realise""",
        """I want to dispute this
        can you tell me who is behind it?
        please reverse the transaction
        how do I report it as fraud?
        what happens to my money now?
        make sure they can't take any more""",
    ),
    "refund_status": (
        """I sent the shoes back to {company} {when} and the money isn't here
        {company} tells me they refunded {amount}, but I can't see it
        the hotel in {city} cancelled my booking and promised the deposit back
        my concert was called off and the ticket seller says the refund is with the bank
        I returned a jacket to {shop} and was told to wait for the credit
        the airline has confirmed my refund and gave me a reference
        a seller agreed to pay me back in full {when}
        only part of the returned purchase has been credited to me
        the refund went to the card you replaced last spring
        I'm still waiting for the chargeback you granted me
        the shop cancelled my order, yet {amount} is still missing
        there's been no trace of a repayment from {company} for {span}""",
        """I have the return slip in front of me
        they say it left them {when}
        it was paid with my credit card at the time
        the receipt shows a minus sign, so they did book it
        that account has been closed in the meantime
        customer service there points at you
        the order number is on the attached screenshot
        normally this takes a day or two with them""",
        """when will it be credited?
        has it reached you yet?
        could you look for it?
        how long do refunds take on your side?
        where did the money go?
        is there anything I need to send you?""",
    ),
    "delayed_transfer": (
        """the rent I transferred {when} hasn't arrived at my landlord's
        my salary should have been here {when} and it isn't
        a transfer to my sister in {city} has been 'processing' for {span}
        I sent {amount} to the wrong account and it seems stuck
        the instant transfer took off the money, but the other side got nothing
        money from my savings account has not shown up in the current account
        the recipient's bank says no payment from me came in
        I moved {amount} to my broker and it is in neither place
        a standing order that leaves on the first was late this month
        my payment to the tax office doesn't appear as executed
        a friend has wired me {amount} from abroad and I see nothing
        the transfer was sent back to me without a reason and then vanished again""",
        """I checked the account number twice
        the status hasn't changed since Monday
        there is a penalty if it's late
        it always took one day before
        it was a public holiday there
        the sum has already been taken from my balance
        I have a confirmation in PDF
        my landlord is losing patience""",
        """where is it now?
        can you find out what holds it up?
        please speed it up
        is it possible to call the payment back?
        when can they expect it?
        do I have to send it a second time?""",
    ),
    "direct_debit": (
        """I want to stop the direct debit for my old gym
        {company} keeps collecting although I cancelled the contract
        the electricity company took {amount} instead of the usual instalment
        a direct debit was returned and now I'm charged a late fee by {company}
        how can I set up a direct debit for my council tax?
        I'd like to know which companies may collect from my account
        the collection date falls before my payday and I want it moved
        my insurance tried to collect twice in the same week
        I have switched energy suppliers and the old one must not debit me any more
        {company} asks for a mandate and I don't know where to sign it
        the phone company says my bank refused their debit
        I only allow debits up to a ceiling and {company} is above it""",
        """the contract ended {when}
        they ignore my letters
        the mandate is in my maiden name
        I found the mandate in the app but can't open it
        the next collection is due {soon}
        it must have been there for years
        I agreed to it on the phone, I admit
        the last one was {amount}""",
        """please delete the mandate
        can I get that one back?
        how do I block a single company?
        could you move it to the end of the month?
        what is the time limit for objecting?
        where do I find the list?""",
    ),
    "login_problem": (
        """the app logs me out as soon as I have entered my password
        I changed my phone and now I can't sign in
        the text message with the code never comes
        it says my user name is unknown, which is nonsense
        online banking has locked me out after too many attempts
        fingerprint sign-in disappeared {when}
        I reset my password and the link in the mail has expired
        the website shows a blank page after the login
        the approval app asks for an activation letter that I threw away
        since the update I get 'session invalid' each time
        my new mobile number isn't accepted for the sign-in code
        I can't get past the question about my first school""",
        """I have installed it again, no change
        it works on my tablet, strangely
        I've got an older phone that still works
        I need to pay a bill {soon}
        the password is certainly right
        I am travelling in {city} without my computer
        I tried two browsers
        the clock on my phone is correct""",
        """how do I get back in?
        can you reset my access?
        please send me a new activation code
        is there an outage at the moment?
        what else can I try?
        could somebody walk me through it?""",
    ),
    "change_of_address": (
        """I'm moving to {city} {soon}
        we have moved and the bank still writes to the old flat
        I got married and both my name and my street are new
        my statements go to my parents' house, where I no longer live
        the postcode in your records has a typing mistake
        I'm going abroad for two years and want letters sent to my brother
        the form for a new address does not accept my flat number
        our street has been renamed by the town
        I entered my new address {when}, but the latest letter went to the old one
        please note that our company has new premises in {city}
        I want post at work and not at home
        my tax residence changes because I now live in {city}""",
        """the keys change hands {soon}
        I can send the registration form
        my husband moves with me, same account
        the app shows only the old street
        the phone number stays the same
        somebody else lives there now and opens my post
        it concerns both accounts
        I tried the form on the website {when}""",
        """where can I change it?
        please update your records
        what proof do you need?
        does that change my cards as well?
        how long until it is in force?
        can this be done without visiting a branch?""",
    ),
    "account_fee": (
        """why have I paid {amount} for keeping the account this month?
        my statement shows a charge called 'service package' that is new to me
        you took a fee for withdrawing cash in {city}
        I was told the student account is free, yet there's a monthly fee
        there's interest for an overdraft although I was never below zero
        I've paid a foreign currency fee for an online shop in my own country
        what does a second card cost me per year?
        your letter about the new prices is hard to understand
        I was billed for paper statements that I never asked for
        the fee for my safe deposit box went up without notice
        I compared accounts and yours seems to cost more than the brochure says
        an instant transfer cost me extra {when}""",
        """my salary comes in every month, so it should be waived
        I am twenty-three and still at university
        there was no warning on the screen
        I've been a customer since I was at school
        the price list says otherwise
        nobody mentioned it when I signed
        it is not much, but I'd like to know
        last year it was free""",
        """can you explain the fee?
        please give it back to me
        how can I avoid it in future?
        where is this written?
        which account would be without charges?
        is that a mistake?""",
    ),
    "close_account": (
        """I would like to give notice on my current account
        I've switched banks and no longer need the account with you
        my father has died and we have to wind up his accounts
        please shut the savings account I opened as a child
        I want to end our joint account after the separation
        I'm emigrating and won't keep an account here
        we are dissolving the club and its account must go
        the business account isn't used any more since I stopped trading
        you have raised prices once too often, I'm leaving
        I opened a second account by mistake {when}
        how much notice must I give before leaving the bank?
        I asked you {when} to end the contract and it's still open""",
        """the balance can go to my new bank
        there are {amount} left on it
        all standing orders have been moved
        both of us will sign
        the card is cut in two already
        I have the certificate ready
        it has not been used for {span}
        I'd like it done by the end of the quarter""",
        """what do you need from me?
        please confirm the closure in writing
        can I do that in the app?
        how long does it take?
        is there a form for this?
        what happens to the statements of past years?""",
    ),
}
