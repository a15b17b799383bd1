"""English."""

CUES = {
    "negation": """
        not, no, never, none, nothing, neither, nor, without, cannot, cant, can't, don't, dont,
        doesn't, doesnt, didn't, didnt, won't, wont, wouldn't, isn't, isnt, wasn't, wasnt,
        aren't, arent, weren't, haven't, havent, hasn't, hasnt, hadn't, couldn't, shouldn't,
        ain't, hardly, barely
        """,
    "intensify 1.4": """
        very, really, so, extremely, super, totally, absolutely, completely, incredibly,
        utterly, such, insanely, beyond, seriously, freaking, fucking, bloody, truly
        """,
    "intensify 0.6": "slightly, somewhat, fairly, kinda, a bit, a little",
    "contrast": "but, however, although, though, yet, except",
    "valence 3": """
        love, loved, loving, amazing, awesome, excellent, fantastic, outstanding, perfect,
        wonderful, brilliant, incredible, superb, best, flawless, phenomenal, stellar,
        delighted
        """,
    "valence 2": """
        great, good, happy, glad, thanks, thank, thankyou, helpful, impressed, impressive,
        enjoy*, recommend, nice, pleased, lovely, fab, beautiful, win, kudos, appreciate*,
        cool, favourite, favorite, congrats, congratulations, smooth, quick, reliable, solid,
        easy, friendly, polite, kind, wow, yay, legend, grateful, sorted, bravo, charming,
        proud, excited, exciting
        """,
    "valence 1": """
        better, fine, fixed, fast, works, working, resolved, useful, improved, like, liked, ok,
        okay, fun, clean, safe, smart, worth, free, thx, ty, hope, correct, best regards
        """,
    "valence -1": """
        issue, issues, problem, problems, trouble, slow, delay, delayed, missing, late, sad,
        sorry, confus*, wait, waiting, waited, lost, fault, faulty, worse, lacking, stuck,
        dead, weird, wrong, unable, error, errors, bug, bugs, bad, crash, crashes, crashing,
        crashed, down, offline, expensive, overpriced, hard, difficult, lag, lags, lagging,
        cancel, cancelled, canceled, refund, stop, stopped, fail, fails, failed, failing, leak,
        leaking, noisy
        """,
    "valence -2": """
        broken, broke, poor, annoy*, frustrat*, disappoint*, upset, unhappy, useless,
        unacceptable, ridiculous, rude, mess, joke, rubbish, damaged, ignored, ignoring, waste,
        wasted, unhelpful, unreliable, dreadful, crap, sucks, suck, ugh, fed up, angry, mad,
        lies, lied, lying, misleading, shame, ashamed, hate, hated, regret, nightmare, boycott,
        smh, wtf, nobody, overcharged, bricked, defective, unusable, hopeless, insult*, lousy,
        dangerous, unsafe, complain*, horrid, shambles, fiasco, clueless, incompetent, crushed,
        scratched
        """,
    "valence -3": """
        terrible, horrible, awful, worst, disgust*, appalling, pathetic, scam, scammed,
        scammers, fraud, thief, thieves, stole, stealing, disgrace*, atrocious, garbage, trash,
        furious, abysmal, outrageous, outraged, shit, bullshit, fuck
        """,
    "valence 0": """
        no problem, no worries, not bad, good morning, good night, black friday, as well as
        """,
    "valence 1.5": "no complaints, no issues, no regrets, can't complain, never failed",
    "valence -2.2": """
        not working, doesn't work, does not work, doesn't even, won't work, not good,
        not happy, not impressed, not acceptable, not ok, no help, no response, no reply,
        no answer, never again, last time i, oh great, oh wonderful, oh brilliant,
        well that's great, yeah right, so much for, how is this ok, what a joke, zero stars
        """,
    "complaint 2": """
        broken, broke, not working, doesn't work, does not work, won't work, isn't working,
        stopped working, keeps crashing, crash, crashes, crashing, crashed, still waiting,
        still no, still nothing, still not, no response, no reply, no answer, never arrived,
        not arrived, hasn't arrived, never received, not received, haven't received,
        didn't receive, overcharged, double charged, charged twice, charged me, wrong item,
        wrong size, wrong colour, wrong color, sent the wrong, damaged, defective, faulty,
        unacceptable, terrible, horrible, awful, worst, disgust*, appalling, ridiculous,
        pathetic, disappoint*, frustrat*, rude, useless, never again, last time i, fed up,
        scam, scammed, ripped off, rip off, waste of, bricked, is down, are down, was down,
        went down, won't turn on, won't open, won't load, won't charge, won't connect,
        won't start, can't log in, can't login, cannot log in, cant log in, can't access,
        cannot access, locked out, logs me out, keeps logging, ignored, ignoring me, shame on,
        boycott, dead, unusable, nightmare, joke, complain*, lies, lied, dangerous, unsafe,
        customer service is, hung up, hidden fee, gone downhill, fell apart, died, disgrace*,
        outage, third time, second time, for the third, crushed, scratched, cracked, leaking,
        overheat*, fails, failed, failing, offline, no connection, still says, hasn't moved,
        took my money
        """,
    "complaint 1": """
        issue, issues, problem, problems, error, errors, bug, bugs, slow, late, delayed, delay,
        wrong, missing, stuck, unable, waiting, waited, poor, bad, worse, annoy*, angry, upset,
        unhappy, lag, lags, lost, lagging, sucks, smh, wtf, ugh, fail, down, doesn't, won't,
        can't, cannot, cant, won't let, keeps, nothing, again, still, another, rubbish, crap,
        shit, weeks, removed, noisy, so much for
        """,
    "question 2": """
        how do i, how can i, how do you, how to, how long, how much, how many, where do i,
        where can i, where is, where's, when will, when is, when does, when are, what time,
        what is the, what's the, which one, is there a, is there any, are there, do you,
        does it, does the, does this, can i, could i, any idea, anyone know, does anyone,
        is it possible, am i able, are you, is the, will you, will the, can you tell,
        could you tell, wondering if, is it, would it, should i, any plans, any update,
        any news, who do i, who can i
        """,
    "question 1": "how, where, when, what, which, who, whether, why, anyone",
    "request 2": """
        please help, help me, need help, can you help, could you help, please fix,
        please cancel, please refund, please send, please call, call me, please check,
        please respond, please reply, please contact, contact me, i want my, i need my,
        i need a, i want a, i would like, i'd like, can you please, could you please,
        please change, please update, please delete, please remove, sort it out,
        please explain, explain this, need assistance, get some assistance, dm me, give me my,
        let me know, look into, please assist, i need to, cancel my, delete my, refund my,
        send me, please resolve, get this fixed, want a refund
        """,
    "request 1": "help, please, pls, plz, need, assist, assistance, refund",
    "feedback 3": """
        please add, please bring, please make, would be great if, would be nice if,
        would love to see, would love if, it would be, suggestion, suggestions,
        feature request, consider adding, please consider, consider, you should, you could,
        wish you, wish the, i wish, wish it, bring back, why not add, idea for, an idea,
        feedback, would be better if, could you add, can you add, let us, please stop using,
        petition, hope you add, should have a, needs a, missing feature
        """,
    "praise 2": """
        love, loved, amazing, awesome, excellent, fantastic, outstanding, thank you for,
        thanks for, thank you so much, shoutout, shout out, well done, good job, great job,
        great service, great support, kudos, impressed, best, brilliant, wonderful, superb,
        props to, highly recommend, can recommend, you rock, keep it up, made my day,
        so helpful, really good, very good, hats off, big thanks, much appreciated,
        works perfectly, bravo, wow
        """,
    "praise 1": """
        thank, thanks, thx, good, great, happy, glad, helpful, nice, perfect, appreciate*,
        recommend, lovely, legend, rock
        """,
    "urgent 2": """
        urgent, urgently, asap, immediately, emergency, right now, as soon as possible,
        today please, time sensitive, stranded, stuck outside, locked out of my house,
        flight leaves
        """,
    "outage 2": """
        is down, are down, went down, outage, outages, servers down, site down, app down,
        anyone else, is it just me, offline, error 500, error 502, error 503
        """,
    "legal 2": """
        lawyer, lawyers, attorney, solicitor, legal action, sue, suing, lawsuit, class action,
        court, small claims, trading standards, ombudsman, consumer protection,
        take you to court, gdpr, data protection, regulator, ftc complaint, cease and desist,
        breach of contract
        """,
    "safety 2": """
        dangerous, unsafe, caught fire, on fire, catches fire, smoke, smoking, burning smell,
        burnt, exploded, electric shock, shocked me, injured, injury, hurt, cut my, choking,
        choked, bleeding, hazard, gas leak, sparks, sparking, allergic reaction,
        food poisoning, swollen battery, melted, can't breathe, medical, exploding,
        exploded in my, product recall, burned my, burned me, burns my, in hospital,
        to hospital, cut himself, cut herself, overheating battery
        """,
    "self_harm 2": """
        kill myself, killing myself, suicide, suicidal, end my life, want to die, hurt myself,
        self harm, self-harm, better off dead, don't want to live, no reason to live,
        end it all
        """,
    "press 2": """
        journalist, reporter, i write for, for a story, request for comment, newsroom,
        press enquiry, press inquiry, press office, media enquiry, on the record,
        deadline for comment, editor at
        """,
    "security 2": """
        hacked, hacker, hackers, phishing, data breach, breached, stolen account,
        account stolen, account compromised, compromised, unauthorised, unauthorized,
        identity theft, logged into my, logged in from, wasn't me, not me, vulnerability,
        exploit, malware, ransomware, leaked, someone else's account, see other people's,
        password leaked, scammer, fake account, impersonat*
        """,
    "wrong_information 2": """
        misinformation, fake news, not true, is false, that's a lie, hoax, debunked, rumour,
        rumor, spreading lies, incorrect information
        """,
    "profanity 2": """
        fuck*, shit, bullshit, bitch, asshole, bastard*, wanker*, dickhead, motherf*, cunt,
        twat, arsehole
        """,
    "spam 2": """
        follow me, follow back, follow for follow, sub back, sub to my, subscribe to my,
        check out my, my new track, my new song, my new video, my onlyfans, link in bio,
        click here, click the link, earn money, make money, easy money, work from home,
        buy followers, followers cheap, cheap followers, investment opportunity, you have won,
        you won, verify here, account will be suspended, viagra, whatsapp me,
        guaranteed profit, passive income, please subscribe, sign up here, send your card,
        i follow you, check this out, check out this video, check me out, giveaway click,
        free giveaway, join my telegram, crypto signals, bitcoin investment
        """,
    "spam 1": """
        subscribe, followers, follow, channel, earn, cash, click, winner, trusted seller, free,
        cheap, promo, airdrop, betting, bitcoin, casino, check my, claim your, crypto, dating,
        dm me to, forex, free gift, from home, giveaway, go to my, my channel, my page, nft,
        per week, replica, telegram
        """,
    "promotion 2": """
        use my code, promo code, affiliate link, sponsored post, buy now, shop now,
        limited offer, new blog post, order now, on sale now, pre order now, check out our,
        sign up now, out now on
        """,
    "noise 2": "good morning, good night, happy birthday, happy friday, lol, lmao",
    "promotion 1": "affiliate, sponsored, webinar, new post, tune in, our new, giveaway",
}
