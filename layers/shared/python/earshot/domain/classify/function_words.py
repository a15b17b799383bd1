"""Small and common words of languages with Latin letters, written for this project."""

SMALL_WORDS = {
    "en": """
        the and to of is in it you that for on with this was are have be my not but your they at
        we can what just when will do how me from if or there has would been i'm don't it's an i
        get still any please why does did our all about help out up by as so no am anyone
        because before best day even first go going good great he her here him his i've into
        know last let like make more much never new next off one only other over people really
        right said same see she should some than thank thanks their them then these thing think
        time today too two under us use used very want way we're were where which who work
        working year yes you're could doesn't didn't says ever every after again always can't
        won't isn't need got gonna wanna lol omg yeah yep nope pls thx hey hello guys u ur im
        dont cant its that's what's he's she's let's y'all ain't having being done made getting
        waiting trying tell told ask something nothing everything someone everyone love hate
        wish hope looks feel happy sorry damn sure maybe already yet though while until since
        through between around without against during whose less least few many each both such
        own once down week month tonight morning ok okay order ordered parcel package delivery
        delivered refund refunded account password login app update broken missing wrong late
        cancelled charged bill invoice service support customer store shop website card phone
        number email address cheers perfect understood sent open closed fix fixed issue problem
        works worked stopped nobody reply answer call called waited hours minutes money price
        free buy bought
        """,
    "de": """
        der die das und ist nicht ich ein eine zu mit für auf von den dem sie wir ihr es war
        auch noch nur wie was bei aus nach wenn kann mein meine seit immer habe hat haben sind
        im am euch mir schon keine gibt ganz mal ja nein doch eben halt ach oder aber denn weil
        dass daß wird werden wurde wurden hätte hatte habt würde kannst können könnt konnte muss
        müssen soll sollte will wollen wollte darf mag macht machen gemacht geht gehen ging gab
        kommt kommen sieht sehen weiß wissen dich dir du dein deine deinen uns unser unsere euer
        eure ihm ihn ihnen ihre ihren ihrem sein seine einen einem einer eines dies diese dieser
        dieses jetzt heute morgen gestern abend nacht tag woche jahr leute mehr viel viele alles
        alle nichts etwas jemand niemand hier da dort dann wo wer warum wieso weshalb also sehr
        gut schön schlecht leider bitte danke vielen hallo guten moin servus tschüss genau
        natürlich klar vielleicht eigentlich einfach wirklich endlich wieder über unter vor zum
        zur vom beim ins durch gegen ohne um zwischen während bin bist seid wäre lieber liebe
        nett toll geil scheiße scheiss quatsch mensch zeit kein keinen keiner nen ne nix
        bestellt geliefert lieferung antwort kunden euren ob damit dafür davon dazu paket
        bestellung rechnung konto passwort kunde kundenservice geld zurück fehler kaputt
        funktioniert läuft problem hilfe anruf laden filiale preis gekauft verspätet falsch
        fehlt
        """,
    "fr": """
        le la les des est et un une je vous pas que pour dans sur avec mon ma mes ce cette du au
        nous j'ai c'est qui ne plus très votre depuis ou mais comment en il elle son par été
        l'app quand suis toujours j't c'était n'est d'un d'une l'on qu'il qu'on s'il t'es moi
        toi lui eux leur leurs ils elles on tu te se sa ses tes ton ta nos vos notre ça cela
        ceci cet ces était étaient sont es êtes ai as avons avez ont avait avoir être fait faire
        fais font peut peux pouvez veut veux voulez doit dois faut va vas vont allez aller vient
        viens voir sais sait dit dire mis tout tous toute toutes rien quelque quelqu'un personne
        jamais encore déjà aussi bien mal bon bonne beau belle trop peu beaucoup moins après
        avant chez vers sous sans contre entre pendant parce car donc alors si quoi où pourquoi
        combien quel quelle aujourd'hui demain hier soir matin jour jours semaine mois année
        merci bonjour bonsoir salut svp oui non mdr ouais voilà vraiment juste même autre autres
        cher ici là y dès aux colis commande livraison livré facture compte remboursement client
        clients magasin boutique erreur panne marche problème aide réponse appel prix acheté
        retard manque argent mot passe
        """,
    "es": """
        el la los las de que y en un una es por con no para mi me se lo su del al está como pero
        más ya muy cuándo qué tengo hay son este esta desde han mis fue cuando sin hola dónde yo
        tú él ella ellos ellas nosotros usted ustedes te nos les le os mí ti tu tus sus nuestro
        nuestra esto estos estas ese esa eso esos aquel soy eres somos estoy estás estamos están
        estaba era fueron ser estar he has ha hemos había haber hace hacer hago hizo puedo puede
        pueden poder quiero quiere quieren tiene tienen tenemos tenía voy vas va vamos van ir
        ver veo sé sabe saber dice dicen digo decir dar da todo todos toda todas nada algo
        alguien nadie siempre nunca también tampoco aún todavía ahora hoy mañana ayer noche día
        días semana año años bien mal bueno buena mejor peor mucho mucha muchos muchas poco tan
        tanto menos gran cada otro otra mismo sólo solo aquí ahí allí donde quién quien cuál
        cual porque pues entonces así si sí ni o u e sobre entre hasta hacia contra durante
        antes después gracias buenos buenas favor jaja jajaja jajajaja amigo gente vida cosa
        cosas verdad casa trabajo llega gusta encanta espero creo pedido paquete entrega envío
        factura cuenta contraseña reembolso cliente clientes tienda error funciona problema
        ayuda respuesta llamada precio comprado compré tarde falta dinero
        """,
    "pt": """
        o a os as de que e em um uma é por com não para meu minha me se do da no na dos das está
        como mas mais já muito quando você vocês ainda foi são isso há desde tem cadê pelo pela
        eu tu ele ela eles elas nós te lhe mim comigo contigo seu sua seus suas meus minhas teu
        tua nosso nossa esse essa esses essas este esta isto aquele aquela aquilo sou és somos
        estou estás tá tô to estamos estão estava era eram ser estar ter tenho tinha temos teve
        fui fez faz fazer faço pode posso podem poder quero quer querem vou vai vamos vão ir ver
        vejo sei sabe saber diz dizer dá dar tudo todo todos toda todas nada algo alguém ninguém
        sempre nunca também nem agora hoje amanhã ontem noite dia dias semana ano anos bem mal
        bom boa melhor pior pouco tão tanto menos cada outro outra mesmo só aqui ali lá onde
        quem qual porque porquê então assim sim ou sobre entre até sem depois antes obrigado
        obrigada olá oi gente vida coisa coisas casa trabalho kkk kkkk kkkkk kkkkkk kkkkkkk rs
        rsrs pra pro pras num numa dum dele dela deles nele pq vc vcs tb tbm né aí cara mano amo
        gosto acho demais cê ao aos à às pelos pelas uns umas muita muitos muitas pedido
        encomenda entrega fatura conta senha reembolso cliente clientes loja erro funciona
        problema ajuda resposta ligação preço comprei atrasado falta dinheiro
        """,
    "it": """
        il lo la gli le di che e un una è per con non mi si del della nel al ho sono come ma più
        già molto quando mio mia ancora questo questa da dei alla avete c'è ci vi anche perché
        io tu lui lei noi voi loro ti ne te me se miei mie tuo tua tuoi tue suo sua suoi nostro
        nostra vostro uno degli delle nella nei nelle dal dalla dai allo agli alle sul sulla sui
        col era erano essere stato stata stati sei siamo siete sta stanno sto fa fai fare fatto
        faccio fanno ha hai abbiamo hanno aveva avere può puoi posso possono vuole vuoi voglio
        vogliamo deve devo va vai vado andare viene vedere visto so sa sai dice dire detto tutto
        tutti tutta tutte niente nulla qualcosa qualcuno nessuno sempre mai anch'io pure ora
        adesso oggi domani ieri sera notte giorno giorni settimana anno anni bene male buono
        buona buon meglio peggio poco poi tanto troppo così solo qui qua lì là dove chi quale
        quanto quanti perchè però quindi allora sì no o ed ad su tra fra senza contro prima dopo
        durante grazie ciao salve buongiorno buonasera prego scusa amore bello bella belli cosa
        cose vita casa lavoro gente l'ho un'altra dell'anno all'inizio nell'ultima magari
        proprio quel quella quelli quello grande davvero abbastanza pacco ordine consegna
        fattura conto rimborso cliente clienti negozio errore funziona problema aiuto risposta
        chiamata prezzo comprato ritardo manca soldi
        """,
    "nl": """
        de het een en van is niet ik dat in op te met voor zijn mijn jullie maar nog wat er als
        aan bij om ook heb heeft naar kan wel geen deze al zo dit waarom hoe weer wordt hebben
        jij je hij zij ze wij we u uw hun hen ons onze jouw haar mij me die was waren ben bent
        geweest had hadden hebt kunnen kon moet moeten mag wil willen wilde zal zullen zou
        zouden gaat gaan ging komt komen doet doen gedaan maakt maken zegt weten weet ziet zien
        krijg krijgt iets niets iemand niemand alles veel meer minder heel erg goed slecht mooi
        leuk nu vandaag morgen gisteren avond dag dagen week jaar hier daar waar wie welke want
        omdat dus dan toch eens even gewoon echt eindelijk nooit altijd over onder tussen zonder
        tegen door uit tot tijdens bedankt dank hallo hoi graag alsjeblieft ja nee mensen
        bestelling sinds pakket bezorgd levering rekening wachtwoord klant klanten
        klantenservice winkel fout werkt probleem hulp antwoord gebeld prijs gekocht geld
        """,
    "sv": """
        och att det är inte jag en ett på som för med av min mitt har till när ni den så men om
        vad kan från var hur fortfarande de nu igen er sedan mycket du han hon vi dem oss mig
        dig sig mina din ditt dina vår våra detta denna dessa vara varit hade kunde ska skulle
        vill ville måste får fick går gick kommer kom gör gjort göra ser sett vet veta inget
        ingen någon något några alla allt mer mindre bra dålig dåligt tack hej snälla idag
        imorgon igår kväll dag dagar vecka år här där varför vem vilken eftersom då också bara
        verkligen äntligen aldrig alltid utan mot genom efter före under över mellan ut upp ner
        in ännu ju paket beställning leverans faktura konto lösenord kund kundtjänst butik fel
        fungerar problem hjälp svar pris köpt pengar
        """,
    "fi": """
        ja on ei en se että oli mutta kun niin mitä minun olen ole vielä tämä kanssa jo nyt
        miksi miten missä mikä taas voi kiitos saa oma minä sinä hän me te he sinun meidän
        teidän tämän tässä tästä sen sitä siinä nämä ne olet olemme olette ovat ollut olisi
        ollaan et emme ette eivät voin voitte voisi pitää täytyy haluan saada sain tulee tuli
        tullut menee teen tekee tehdä koska jos tai sekä vai myös vain aina koskaan paljon vähän
        hyvä hyvin huono kiitti moi hei tänään huomenna eilen päivää viikko vuosi milloin kuka
        mitään kaikki joku jotain jälkeen ennen ilman kautta päivän tilaus tuote asiakaspalvelu
        edelleen toimi
        """,
    "pl": """
        i w nie na się jest to że z do jak co za po ale mój moja już mi tak od czy mam jeszcze
        przez dla moje dlaczego kiedy gdzie jestem są ja ty on ona my wy oni mnie ciebie mu jej
        nas was im ich twój nasz wasz ten ta te ci tego tej tym był była było byli być będzie
        mogę może można muszę chcę chce wiem wie mówi robi robić zrobić coś nic ktoś nikt
        wszystko wszyscy bardzo dużo mało dobrze źle dobry dzień dzisiaj dziś jutro wczoraj
        wieczór tydzień rok lat tu tam gdy gdyby ponieważ bo więc tylko też także nigdy zawsze
        znowu wreszcie naprawdę bez przeciw przed nad pod między przy proszę dziękuję dzięki
        cześć hej jaki jaka ile kto czemu paczka zamówienie sklep nadal odpowiedzi aplikacja
        działa
        """,
    "cs": """
        a je se na v že to si s z do jak ale už mi můj moje mám jsem není proč kdy kde co byl za
        od pro jste stále mě já ty on ona my vy oni tě mu ho nás vás jim tvůj náš váš ten ta
        tento tato toho tom byla bylo byli být bude můžu může musím chci chce vím ví dělá udělat
        něco nic někdo nikdo všechno všichni velmi hodně málo dobře špatně dobrý den dnes zítra
        včera večer týden rok tady tam když protože tak tedy jen také nikdy vždy zase konečně
        opravdu bez proti před nad pod mezi při prosím děkuji díky ahoj jaký kolik kdo
        objednávka pořád nefunguje odpověď který která které
        """,
    "ro": """
        și este nu în pe cu la de un o că să mi din am ce mai pentru meu mea care când unde sunt
        cum dar încă fost ați vă eu tu el ea noi voi ei mie ție ne îmi îți își tău nostru acest
        această aceasta asta ăsta ești suntem sunteți era erau fi ai are avem aveți au pot poate
        puteți vreau vrea trebuie știu știe face fac făcut spune ceva nimic cineva nimeni tot
        toți toate foarte mult puțin bine rău bun bună ziua azi astăzi mâine ieri seara zi zile
        săptămână an ani aici acolo cine deci doar niciodată mereu nou sfârșit chiar fără contra
        înainte după între mulțumesc salut rog comanda aplicația nici
        """,
    "tr": """
        ve bir bu için çok ne de da mi mı var yok ben ama daha gibi kadar nasıl neden hala
        olarak siz değil benim oldu şu sen biz onlar bana sana ona bize size beni seni onu senin
        bizim sizin idi olan olur olacak oluyor yapıyor yaptım geldi gelmedi istiyorum lazım şey
        hiç kimse herkes her hepsi az iyi kötü güzel bugün yarın dün akşam gün hafta yıl burada
        orada nerede kim niye hangi çünkü fakat ancak sadece asla yine sonunda gerçekten önce
        sonra lütfen teşekkürler merhaba selam evet hayır artık şimdi hâlâ ürün sipariş kargo
        uygulama müşteri ya en
        """,
    "id": """
        yang dan di ini itu tidak saya ke dari untuk dengan ada bisa sudah belum kenapa apa
        kapan gimana mau nggak tolong kami masih lagi akan pada juga terima kasih bagaimana aku
        kamu dia mereka kita anda ku mu nya yg gak ga enggak tak bukan jangan adalah sedang
        telah dapat ingin harus punya kalau jika karena jadi tapi tetapi atau saja aja banget
        sekali sangat udah pernah selalu hari besok kemarin malam pagi minggu bulan tahun sini
        sana mana siapa berapa kok sih dong deh ya makasih halo selamat mohon barang pesanan
        pengiriman aplikasi bagus jelek orang semua banyak baru lama
        """,
    "vi": """
        và là của không tôi có được cho này đã các một với trong khi bao giờ sao rồi vẫn nào thế
        mình hàng anh chị em bạn ơi ạ à nhé nhỉ mà thì lại nữa hơn rất quá lắm nhiều ít đây đó
        kia ấy gì ai đâu bị bởi vì nên nhưng hoặc cũng chỉ luôn chưa đang sẽ vừa mới từ đến về
        trên dưới ngoài sau trước hôm nay mai qua ngày tuần tháng năm cảm ơn xin chào người đơn
        giao lỗi ứng dụng
        """,
    # Hindi as it is written with Latin letters.
    "hi": """
        hai hain ho hun hoon tha thi the nahi nahin nhi nai mat kya kyu kyun kyon kaise kaisa kab
        kahan kaun kitna kitne ka ki ke ko se mein mai main me pe par tak aur ya lekin magar agar
        toh bhi hi sirf bas ab abhi phir fir jab tab yeh ye woh wo wahi yahi iska uska unka inka
        mera meri mere tera teri tere hum ham humara hamara tum aap aapka apka apna apni apne usne
        isko usko mujhe tujhe hume unko inko koi kuch kuchh sab sabhi bahut bahot bohot zyada kam
        accha acha achha bura sahi galat kar karo karna karne karke karta karte karenge kiya kiye
        raha rahe rahi gaya gaye gayi jaa jao jana jaise jaisa hua hui hue hota hoti hote hoga hogi
        honge dena diya diye lena liya liye bol bolo bolna bole dekh dekho dekha sun suno aaj kal
        din raat bhai bhaiya yaar yar dost ji haan han nhi wala wale wali log logo desh paisa paise
        paise kaam ghar baat baar dil pyar zindagi naam saal mil mila mile milega chahiye chahte
        sakta sakte sakti lag laga lagta pata chal chalo jai namaste shukriya dhanyavad kripya
        hamesha kabhi bilkul jaldi saath sath liye wajah matlab
        """,
}
