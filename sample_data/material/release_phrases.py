"""What changes in a bookkeeping program called Tallybook: developers' notes and what users are told.

Each theme has changes ("developer's note => what is different now"), reasons ("note => why") and actions
("note => what the user has to do").
"""

from __future__ import annotations

THEMES: dict[str, tuple[str, str, str]] = {
    "import": (
        """csv importer: skip empty rows at eof => Empty rows at the end of a file no longer stop an import.
        map 'Booking text' col automatically => The column "Booking text" is now matched without your help.
        OFX reader handles two currencies in one file => A single OFX file may now contain two currencies.
        preview pane shows 50 rows not 10 => The import preview shows fifty rows instead of ten.
        read the 2026 bank format (MT-new) => The new bank format of 2026 can be read.
        undo for a whole import batch => A complete import can be undone with a single click.
        detect semicolon as delimiter => Files separated by semicolons are recognised as they are.
        keep original file next to booking => The imported file is kept and can be opened from each booking.
        mark suspected double imports in yellow => What seems to be imported twice is marked in yellow.""",
        """two pilot customers lost an afternoon to this => Two customers told us how much time it cost them.
        bank X changed its export in spring => A large bank changed its export format in spring.
        support gets ~5 tickets a week => It was one of the most frequent questions to our support.
        accountant asked, needed for year-end => Accountants need it for the year-end closing.
        old behaviour confused new users => New users were puzzled by the old behaviour.
        people edited files by hand before => Many of you edited the files by hand beforehand.
        follow-up to 8.2 complaint => It completes what we began in version 8.2.
        seen in 3 of 5 user tests => Three out of five testers stumbled over it.
        audit trail must be complete => An audit has to be able to trace each booking to its source.""",
        """none => None.
        tell them to re-run failed imports => Repeat imports that failed in the last few days.
        old mappings need one save => Open each of your import mappings once and save it.
        setting under Preferences > Import => You can switch this off under Preferences, Import.""",
    ),
    "reports": (
        """P&L by cost centre, new report => There is a new profit and loss report by cost centre.
        totals row sticks to bottom on scroll => The totals stay in view while you scroll through a report.
        round only at the end (sum bug) => Reports now round the total and not each line.
        export to xlsx keeps formulas => Spreadsheet exports contain formulas instead of fixed values.
        quarter picker follows fiscal year => The choice of quarters follows your own financial year.
        cash-flow chart: zero line drawn => The cash-flow chart has a clearly visible zero line.
        schedule by mail, weekly or monthly => A report can be sent to you every week or every month.
        comparison column for last year => A column with last year's figures can be added to every report.
        hide empty accounts by default => Accounts without movement are hidden at first.""",
        """questions from tax advisers => Tax advisers had often asked about it.
        board members print these => Many reports end up on paper in a board meeting.
        seen in user test 3 of 5 => Three of five testers looked for it in vain.
        charities and clubs use us too => Charities and clubs work with Tallybook, too.
        big client wants it before renewal => Larger organisations had been waiting for it.
        too much noise on screen => Too much on the screen hid the figures that matter.
        controllers rebuilt it in excel each month => Controllers had to rebuild it elsewhere each month.
        colour-blind user feedback => A user with impaired colour vision pointed it out to us.
        top of the wish list => It led the wish list for a year.""",
        """none => None.
        saved views must be recreated => Please create your saved views anew.
        check the fiscal year in settings => Check the start of the financial year in your settings.
        permission 'Reports' required => Ask your administrator for the right to view reports.""",
    ),
    "sign-in": (
        """passkeys on desktop => You can sign in to the desktop program with a passkey.
        session 30 min -> 8 h when on own network => In your own network a session now lasts eight hours.
        lockout after 10 tries not 5 => An account is blocked after ten wrong passwords instead of five.
        show last login date on start page => The start page shows when you last signed in.
        password field: allow paste => Passwords can be pasted into the sign-in form.
        SSO: group names from directory => Roles can be taken over from the groups of your directory.
        recover codes printable => Recovery codes can be printed on one page.
        sign out of all devices button => One button signs you out on every device.
        remember user name per workstation => Every workstation remembers the last user name.""",
        """helpdesk resets were 30% of calls => Forgotten passwords made up a third of all calls.
        pen test finding, low => An external security test recommended it.
        remote work, 3 days/week => Many of you now work from home.
        shared PCs in shops => In shops several people share one computer.
        insurers ask for it in their forms => Insurers have begun to ask for it.
        tablets get lost => A tablet is easily left on a train.
        IT admins had to do it by hand per user => Administrators had to do this by hand for each user.
        login felt slow on mondays => Signing in took too long on busy mornings.
        law changes in july => A new law requires it from July.""",
        """none => None.
        admin has to enable it => Your administrator has to allow it first.
        everybody signs in once again => Sign in once more after the update.
        print new codes => Print a new set of recovery codes and keep it safe.""",
    ),
    "invoices": (
        """e-invoice profile 'XR' 3.0 => Electronic invoices follow version 3.0 of the standard.
        logo no longer squeezed => The logo on invoices keeps its proportions.
        number ranges per branch => Each branch may have its own range of invoice numbers.
        reminder fee optional => A reminder can be sent without a fee.
        discount line shows percentage => A discount is shown with its percentage.
        duplicate invoice button asks for date => Copying an invoice now asks for the new date.
        QR code for payment on page 1 => The first page carries a code that banking apps can scan.
        credit note links to original => A credit note names the invoice that it corrects.
        language of document = customer's language => Documents are written in the customer's language.""",
        """public bodies ask for it => Public bodies ask for it in their contracts.
        customers phoned about it => Some customers had phoned about it.
        looked unprofessional, esp. hotels => It did not do justice to carefully designed letters.
        auditors commented => It had raised questions in several audits.
        typed by hand so far, errors => Typing by hand had led to mistakes.
        exporters need this => Firms that sell abroad have long asked for it.
        easy to overlook => It was far too easy to overlook.
        small firms do this weekly => Small firms need it every single week.
        payments arrive faster in pilot => In a trial, payments arrived four days earlier.""",
        """none => None.
        upload logo again => Upload your logo once more if it looks blurred.
        check number range before the first invoice => Check the next number before you write an invoice.
        layout editor: drag the new field => Place the new field in your layout.""",
    ),
    "speed": (
        """ledger list loads lazily => The ledger opens at once and loads further lines as you scroll.
        index on booking date => Searching for a date takes a fraction of a second.
        year-end closing in background => The year-end closing runs while you go on working.
        cache exchange rates for a day => Exchange rates are fetched once a day.
        startup: no more network check => The program starts without waiting for the network.
        pdf preview rendered by page => Long documents appear page by page.
        backup only changed files => A backup copies only what has changed.
        batch save in journal => Saving many bookings at a time is ten times as fast.
        thumbnails made on upload => Small pictures of receipts are made during the upload.""",
        """client with 400k bookings => Some ledgers have grown to several hundred thousand lines.
        complaints from slow lines in villages => Not everybody has a fast connection.
        measured: 9 s -> 0.4 s => Our measurements showed nine seconds where one is enough.
        nightly job ran into office hours => The nightly work had begun to reach into the morning.
        fans of old laptops spin => Older laptops were pushed to their limits.
        coffee-break joke at the user meeting => At the users' meeting it had become a running joke.
        prerequisite for mobile app => The mobile app depends on it.
        more users per server => More and more people share a server.
        people clicked twice and got doubles => Impatient clicks could lead to double entries.""",
        """none => None.
        first start takes ~10 min once => Allow ten minutes for the first start.
        let the backup run once in full => Run one complete backup after the update.
        close other sessions while updating => Ask your colleagues to sign out during the update.""",
    ),
    "mobile": (
        """camera crops receipts itself => The camera finds the edges of a receipt by itself.
        offline queue => Receipts can be recorded without a connection and are sent later.
        dark mode follows system => The app turns dark when your phone does.
        bigger touch targets in lists => Buttons in lists are larger and easier to hit.
        mileage entry w/ map => Journeys can be entered on a map.
        approve with fingerprint => Payments may be approved with a fingerprint.
        widget for open items => A tile on the home screen shows what is still unpaid.
        tablet layout two columns => On a tablet the list and the details stand side by side.
        voice memo on booking => A spoken remark can be added to a booking.""",
        """craftsmen on site, in a hurry => On a building site nobody has time to spare.
        office is far for field staff => For many of you the office is far away.
        review by 40 beta users => Forty testers asked for it during the trial.
        paper got lost => Too much paper got lost on the way.
        hotels work nights too => Hotels and clinics work at night as well.
        request from field sales => The sales team on the road asked for it.
        done on the train mostly => Much of this work is done on the train.
        app store review, 3 stars => Reviews of the app mentioned it more than once.
        tablet share up to 20% => One user in five now works on a tablet.""",
        """none => None.
        needs camera permission => Allow the app to use the camera when it asks.
        update from the store, v5 needed => Install version 5 of the app.
        turn on in app settings => Turn it on in the settings of the app.""",
    ),
    "payroll": (
        """new rates for mini-jobs => The new rates for marginal employment are included.
        overtime rounds to quarter hour => Overtime is rounded to a quarter of an hour.
        payslip hides bank details => A payslip shows only the last digits of the account.
        sick pay day count fix => Days of sickness across a weekend are counted correctly.
        13th salary split over two months => A thirteenth salary may be paid in two parts.
        leave calendar for teams => A calendar shows who in the team is away.
        expense claims w/ per diem table => Daily allowances are filled in from the official table.
        archive of leavers after 10 y => Records of former staff are archived after ten years.
        payroll run: dry run mode => A payroll can be tried out before it counts.""",
        """law from 1 jan => The law changes on 1 January.
        works council wanted it => Works councils had asked for it.
        questions from 12 clients => A dozen clients had asked us about it.
        privacy officer flagged it => Data protection officers had raised the matter.
        shops with shifts => Businesses with shifts could hardly plan ahead.
        corrections are painful after sending => A correction after sending is tedious for all.
        manual lists everywhere => Many payroll offices kept lists of their own.
        year-end stress => It takes some pressure off the end of the year.
        competitor has it => Those who came from other programs missed it.""",
        """none => None.
        check contracts with < 20 h => Check the contracts of staff with less than twenty hours.
        inform staff => Let your staff know before the next payday.
        set start date in payroll settings => Enter the date from which it applies in the settings.""",
    ),
    "search": (
        """search finds amounts w/o decimals => An amount is found even without its decimals.
        umlauts and accents ignored => Accents no longer matter in a search.
        recent searches list => The last ten searches are kept for you.
        search in attached PDFs => The text of attached documents is searched as well.
        filter 'without receipt' => A new filter shows bookings that lack a receipt.
        arrow keys move in results => The arrow keys move through the results.
        saved filters shared with team => Saved filters can be shared with the team.
        typo tolerance for names => Names are found in spite of a typing mistake.
        results grouped by year => Results are grouped by financial year.""",
        """too many clicks before => It took far too many clicks before.
        tax audit prep takes days => Preparing for a tax audit could take days.
        mouse-free work wanted => Experienced users prefer the keyboard.
        asked at every training => It came up in every training course.
        long ledgers, 10 yrs+ => Ledgers have become long over the years.
        new colleagues get lost => New colleagues find their way sooner.
        phone rings, need it now => With a customer on the phone, seconds count.
        from the hackathon => It began as an experiment by two of our developers.
        asked for since v6 => It has been asked for since version 6.""",
        """none => None.
        index builds overnight => The search is complete on the morning after the update.
        share button in filter menu => Choose Share in the filter menu to use it.
        re-scan files older than 2020 => Scan documents from before 2020 again if you need them.""",
    ),
}
