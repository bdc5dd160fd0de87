"""Who sends invoices, what they sell and how they put it; every firm and street is invented."""

from __future__ import annotations

from material.grammar import lines

# trade: the firms, then what they sell as "description; lowest; highest unit price" in whole units of money
TRADES: dict[str, tuple[str, str]] = {
    "joiner": (
        """Harrow & Dale Joinery
        Oakfield Workshop Ltd
        Menuiserie Aubrac
        Tilbury Timber Works""",
        """oak shelf board, planed; 24; 60
        fitting of an interior door; 90; 180
        window sill, beech; 35; 80
        stair tread, renewed; 48; 110
        workshop hour; 38; 62
        skirting board, per metre; 6; 14
        kitchen worktop cut to size; 120; 340
        drawer runners, pair; 9; 22
        sash cord replaced; 18; 40
        callout; 30; 65""",
    ),
    "caterer": (
        """The Copper Ladle
        Saffron Street Kitchen
        Banchetto Catering
        Two Geese Events""",
        """lunch buffet, per person; 14; 29
        vegetarian canapés, tray; 38; 72
        waiting staff, hour; 19; 31
        coffee and cake, per guest; 6; 11
        hire of glasses, crate; 8; 16
        three-course dinner; 34; 69
        sparkling water, case; 9; 18
        delivery within the city; 15; 40
        gluten-free option; 3; 8
        table linen, set; 5; 12""",
    ),
    "printer": (
        """Quayside Press
        Lindqvist Print
        Redstart Graphics
        Imprimerie du Canal""",
        """business cards, box of 250; 22; 58
        A2 poster, matt; 4; 15
        proof on original paper; 12; 30
        brochure, 24 pages, stapled; 2; 7
        typesetting, hour; 45; 75
        roll-up banner with stand; 79; 150
        letterhead, ream; 26; 49
        foil stamping, set-up; 60; 120
        express surcharge; 25; 90
        envelopes printed one colour, pack; 17; 38""",
    ),
    "garden": (
        """Fenwick Gardens
        Thornbury Landscapes
        Groenhof Tuinen
        Willow & Wren""",
        """hedge trimming, hour; 28; 44
        bark mulch, cubic metre; 52; 85
        copper beech, 150 cm; 69; 140
        lawn seed, 10 kg bag; 31; 58
        removal of green waste; 40; 95
        drip irrigation, kit; 110; 260
        paving slab, sandstone; 13; 27
        rose, bare root; 8; 17
        winter pruning of fruit trees; 55; 130
        raised bed in larch; 145; 310""",
    ),
    "computer": (
        """Northgate Systems
        Pixel & Plough
        Kestrel IT Services
        Datenwerk Lindau""",
        """on-site support, hour; 65; 110
        laptop dock, USB-C; 120; 240
        licence for the backup service, month; 8; 25
        replacement of a hard disk; 90; 190
        network cable laid, per metre; 4; 9
        mail server migration; 480; 1350
        monitor arm; 45; 120
        training session, half day; 260; 520
        printer toner, black; 49; 115
        certificate renewal; 70; 160""",
    ),
    "bicycles": (
        """Cobble & Chain
        Fietsmakerij Noord
        Highwheel Cycles
        The Spoke Room""",
        """annual service, city bike; 59; 95
        brake pads, pair; 9; 24
        rear wheel, hand built; 110; 230
        inner tube 28 inch; 5; 9
        cargo bike hire, day; 32; 60
        bottom bracket replaced; 38; 79
        chain, nine-speed; 16; 34
        dynamo headlight; 35; 88
        child seat with mount; 74; 130
        puncture repair; 10; 19""",
    ),
    "translator": (
        """Lexicon Bridge
        Parallel Text Agency
        Wordhaven Translations
        Studio Glossa""",
        """translation French to English, page; 34; 58
        certified copy; 12; 30
        proofreading, hour; 36; 60
        interpreting at a site visit, half day; 240; 420
        subtitles, minute of film; 7; 16
        terminology list; 90; 210
        contract, Dutch to English; 180; 460
        weekend surcharge; 40; 95
        website texts, per thousand words; 110; 190
        layout after translation, page; 8; 19""",
    ),
    "laboratory": (
        """Greywater Analytics
        Sedgemoor Laboratories
        Institut Clairval
        Alder Testing""",
        """drinking water, full panel; 140; 290
        soil sample, heavy metals; 85; 170
        courier for cooled samples; 28; 66
        legionella test; 48; 92
        written assessment; 120; 240
        sample bottles, sterile, pack; 14; 33
        repeat measurement; 30; 70
        asbestos, electron microscope; 95; 180
        air sampling pump hire, day; 42; 77
        pool water, quarterly check; 60; 115""",
    ),
}

STREETS = lines("""14 Quay Street, Cork
    Brunnenweg 3, Graz
    Unit 6, Station Yard, Leeds
    7 Mill Lane, York
    22 rue des Tanneurs, Lille
    Harbour Road 88, Aarhus
    Old Brewery, Ghent
    51 Castle Rise, Perth
    Lindenhof 9, Basel
    3 Kiln Close, Exeter""")

CUSTOMERS = lines("""Marlow Primary School
    Hotel Zum Anker
    St Brannock's Surgery
    Tidewater Architects
    Lark Lane Nursery
    Museum of Navigation
    Peverell Solicitors
    The Juniper Tea Rooms
    Ostend Rowing Club
    Bellweather Theatre
    Ridgeway Housing Association
    Castello Winery""")

REMARKS = lines("""Goods remain our property until paid for in full.
    Thank you for your custom.
    Please quote the number when you pay.
    We have left the old parts with the caretaker.
    The remaining work follows after the holidays.
    Sorry for the mess in the hallway!
    Two per cent discount does not apply to labour.
    As discussed at the counter.
    Your order reference: see delivery note.
    The spare keys are back in the office.
    We look forward to working with you again.
    Complaints within eight days, please.
    This replaces the estimate we sent in spring.
    Nothing is owed for the second visit.
    It was a pleasure, the cake was excellent.
    We have a new entrance, round the back.""")
