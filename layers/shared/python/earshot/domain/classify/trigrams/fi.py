"""Trigrams of `fi` by weight; made by local.language.trigrams."""

WEIGHTS = {
    2: (
        "_aj_am_au_av_ba_be_br_ca_ch_co_de_di_ed_ei_eu_fi_ho_hu_hy_il_is_kr_n__na_nä_oh_om_op_sy_sä"
        "_ty_us_ykaaiaajaakaamaasaavadaadiahaahdahtaihaivajoakaakiakkakoal_almalvameammampaneanganh"
        "anoanuardarearraruarvas_asaaseaskasuasvateatkatoatuaukaulavibrick_dande_detdindiodisdosdys"
        "edeeesehdehiehtei_eideikeimekiekäelaelsemiemmenaengeraereerneroerrerseräetietoetretuetäeut"
        "evievyforgiagishanharhdihe_hithjahjehjohmihtahtuhumiaaidaiemiesiheihiiisiivijoijäikiiksilo"
        "ilpiltilöimoimuinsinuinäio_ioiiosirairiirkirtisaiskismisoit_itiitoiveiväjaajakjasjatjeljoh"
        "joljoujä_jäljänjääkahkakkatkeakeekehkeikelkeukiakiikikkiskitkkekkukohkomkookorkoskotkouksa"
        "ktiku_kuikulkuskutkylkäslatlaulehlellemleslijliklilliolivlkelkilkolkullulmelmälo_logloilom"
        "lonloslpaltilu_lunluslutluulvelähläilänläämaimakmb_melmiamiimikmilmmamo_monmpimuimukmuomut"
        "mänmäänaanasnatnd_neinelnesng_nganglni_niiniknitnnonnunonnosnsknssnsänttntuntyntänusnytnäj"
        "oa_oalockodaodoogiohtoi_oidoikoilojaojeokiolaolmolooluonaonsontoopopaopeopiopporaoreorkorm"
        "ortos_oseoskosoot_oteotiotkotootsoukoulousoviparpiapiepiipinpispitpolppiprora_raaradrakral"
        "rasratraureirelrenresrheriirilriärjorkermaronroorosrotrrarsirtartertirtoruoruurvervisaisak"
        "samsassavseisemseusevsiesiksioskoslasoisonsossotstrstösynsältaktaptastatte_tehtekteothutia"
        "tiktiötkatkitoatojtoktoltomtootostratrotsituitultumtuoturtuttuvty_tyityktymtyntyvtyytyötäj"
        "ua_udiue_uinuisukkuliullultumaumbumeunaunguniunuuokuoruosurouseuskuteutkutouuduviuvuvi_vie"
        "vinvirvitvulvä_välvätye_yeeyisykyyleyliyläympyn_yntyriys_ystysvyt_yteyväyy_äheähtäliälläne"
        "äntäriärväsiässästät_äväääkäärön_"
    ),
    3: (
        "_ai_an_ar_as_er_es_et_hi_hä_in_it_jä_ky_lo_lä_mo_my_ne_no_os_ov_pr_pä_re_ri_ro_ru_so_st_th"
        "_ti_tä_vo_vä_ylaaraatajiakeaksakualbalealkaloamiandankapaapparaarjarkartasiataatiaupausaut"
        "bumdeldesee_eeleeteileineitekseleelmeloeltelueläemaeneenienkennenäer_erkerterues_esketaete"
        "eurevaginhalhdehdyheihelhenhinhtehtihtyhänialiasielietiikiiriitikeikoikuiliilmiluimaimming"
        "iniinkinninoionirjis_isuisäituityitäivaiviiä_jaijaljanjenjesjonjosjotjuljärkalkapkarkasken"
        "kerkeski_kiekilkkikkoko_kokkolkonkä_käylaalajlaslbuleeleilenlevlialitllolmilokltälukluoluv"
        "marmasmatmesmetmiemitmmimmämusmuumyömä_mäinainalnanne_neenetnginianisnninoinsintentonutnä_"
        "odeokooksokuoleomioneonionkoonosiossotaottovapaipanpelpohppapunpuopääriarikrisrjerkirkkrko"
        "russaasalsansarsekselsetsijsilsimskaskeskiskussistysuksvatajtavthetiltisto_tontortritsetto"
        "ttytuktustuutyetystämtävudeueeukaukuulaunkuntuoduolupuurauriusiussutautuuu_uuluunuuruusuut"
        "vaavaivanvarvasvelvenverviivisvoiyhdyksyttyösäinäisäjäämäärjää_ös_"
    ),
    4: (
        "_el_en_ha_he_ju_kä_le_li_lu_me_mi_ni_pa_pi_po_pu_ra_te_ve_viaalai_aikailaitajaalialtaluama"
        "anaaniannansantariattavaeisensentesiet_ianideienijaikaikkilaimeimiinaitaiteitsjoikaakaikau"
        "kinkirkkakoiksekunkuukuvlanliilkallälmaltaluelä_ma_malmanmenmermi_minnimninnkankinnensanta"
        "ntiohjoimoinollomaomeonnoriosaostpalranri_rinritrjase_seesessiasiisissitssästostustäsuosuu"
        "taltamtantarteeteitentertietiitintiotoittettuttätu_tuntääuksulkuluumiun_unnuomuonuotus_ut_"
        "uttuvava_vatyhtäytään"
    ),
    5: (
        "_al_ke_ki_ko_la_ma_mu_ol_pe_sa_si_to_tu_vu_yhaa_assastat_deneenelielleriessettia_iinillint"
        "isiissjokkanksile_linlisllellimaamisnnaoisoitokaolipersi_sinstestisä_taataiteltetti_ttatti"
        "tä_ustvalvuoän_"
    ),
    6: ("_ka_ku_se_su_ta_vaaanainaisalaallestineiseittka_la_laili_llana_nensen"),
    7: ("_ja_joan_istja_sa_ssastata_"),
    8: ("_onin_on_"),
    9: ("en_"),
}
