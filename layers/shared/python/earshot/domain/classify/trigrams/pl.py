"""Trigrams of `pl` by weight; made by local.language.trigrams."""

WEIGHTS = {
    2: (
        "_ad_am_as_au_bu_ca_di_dl_du_dw_dy_el_eu_fo_ge_go_gó_ha_he_hi_ho_ii_im_j__ki_kl_km_ku_lo_mu"
        "_op_pe_pu_pó_pł_ru_ró_su_są_th_tu_wc_wr_wł_zb_zm_zoaciackacyadeadoadyafiainaj_ajuak_akial_"
        "alaalbam_amaamoankansantapiar_ardarearkarmarnaryas_asiaskaszatiautawnawoawsazdazoazuazwały"
        "ba_barbecberbiobliborbrabrobrzbudbumburby_cenchechichnchóciockactwcyccz_czkczącówdawde_dep"
        "derdiadladmidnodoldrodrudstdu_dyndzadzedzkdzydządłuec_edeedyedzegaejoekaeksel_elaelielleln"
        "eloelsemcenaeneennepaereergeriesiespet_etaetnetretyewiewnewoezeeń_eńseśceśneż_eżąfiaficfor"
        "ga_gangatgc_gengi_giegowgrogórhanharhe_herhishnihowiaciadiaricaiceicyid_iekietiewieżik_iki"
        "illimiincineinninointis_isaiskiszitaiteityizaią_iązięciędiękiętjawjdujnejonjowjszju_jęzkac"
        "kalkankatkańkcjkm_kolkomkopkorkołkośkrekrykrąkszktoktyką_laclarlaslbulejleklemlenlesleżlik"
        "lislizlkilkollelnalnelnilnologlonlowlu_ma_macmajmanmatmazmczmetmicmismięmocmonmowmu_mujnan"
        "narnasnatnazncencind_ndendineknerngeniiniznkannennynornosnstnt_ntantentrntynu_nówobeobiobo"
        "obrocnodaodeodkoduodyogiogrojnok_okaolaolnomaomeomponoonsontopaopeopiopror_ordoreorgoriorm"
        "oroortoryos_osaoseosiosooszotnotootyownoznołaołepadperpispiłpnipo_pocpopporpozprepujpy_pły"
        "rabradrafrakramratrchrdzre_rejremresrezrg_rgariirmarmirnarnerocrogroiromroprstrszrtoru_rup"
        "rwsrycrykrytrz_rzarzorząrzęrążsadsamsansenserskuskłsowspispóstkstnstęsu_szosztsłasłutaktal"
        "tattawte_tegtekteltenthetiotkatkitoitoktoltontoptostrutrytuntyntówtępubluchudoulauniunkupy"
        "uraurgurourzus_uskustuszuteutoużywadwalwatwałwegwerwinwiswnyworwowwscwspwstwydwykwą_włayci"
        "ydayjsyk_ykoymiyn_ynayniyskytuył_yłazamzarzawzałzbizdozedzegzejzekzemzerzewześzi_zinzjizka"
        "zkizkoznizoszwazykzymzącządzęśzłoód_ólnóreórnóryół_ółnącząguąskązkążaęciędzępuęzyęścłacław"
        "łecłnołonłosłońłu_łudługńceństśniżajże_ży_żąc"
    ),
    3: (
        "_a__al_ar_be_bi_bo_br_by_ce_ci_co_da_dr_dz_fi_fr_ga_gł_kt_le_me_no_o__os_pl_ra_rz_se_sk_so"
        "_sy_sł_ta_tr_ty_ur_wa_ws_ze_zn_zw_śr_śwaczad_adaadzajdakoaktaleamean_ancandanganoaraarcari"
        "aroarsarzasaat_ataateatoatuatyawaawiaz_ał_ałaałoańsbiebyłchaciaciącowcyjczoczędandendleduj"
        "dy_echeckeczegiegłekteleelkemien_encer_eraerneroerserweryerzes_eszetofragiogrugu_głogłóian"
        "iasiatiałickidaiedieniesikain_inginyioriowiu_iągińsjakje_jedjnyjscją_karkickonkrakówkłala_"
        "le_legli_linlitlnymarmenmermornacnadnalnetng_ni_nionisniuno_nocnośną_ochoczodlodooidokoole"
        "oloomiomoon_oneopooraorsorzołuońcośćpaspieplapomposprapółracrajralrawrazredregrenriarniron"
        "rosrozrtary_rówsa_schscoskospostyszaszcszeszkszysłotactamtartałtemtnitortrotrztu_turtwatwo"
        "ty_tykub_udnujeum_ur_wejwicwiąwięwnewniwo_wodwośwszwycwymwysyjnykaywazaczajzanzaszczzeczes"
        "ziazneznyzonzowzwizyczynzysąceładło_łowłośły_łówśreświ"
    ),
    4: (
        "_an_ba_ch_de_gr_in_ja_ka_kr_la_li_lu_mo_ob_ok_or_pi_sa_sp_sz_te_to_weacjająalialnamianaane"
        "anyartastcjacjickicy_czaczeczyda_do_dowdztednejsek_entestewóez_eś_grahodichicziegieliemieś"
        "inaionistja_jesjewjskko_któlanlatliclsclsklubmi_mianajncjnegnejnicniknownymod_odnodzokroku"
        "olionionyostowoowsoścparpodprora_ranrodrokrowrskscesieskast_stestostrstwta_tanto_towtratwi"
        "tyctórująwarwe_wiawskwy_wódyczystza_ze_zenzezzieznaztwzy_ównącaącyła_ść_"
    ),
    5: (
        "_cz_do_gm_je_ko_ma_ni_od_pa_re_si_st_wo_wyachanica_choci_czndnieciem_enigmiierii_iniię_ji_"
        "jąckowku_miene_nycojeolsonaoweowyołoożopowpołrzysięterwa_wanwojym_ódzłożńskściżon"
    ),
    6: (
        "_i__mi_ro_wi_z__zace_ciedziegogo_ia_ieciejim_ka_ki_kiekimminniany_owaowipolprzrzestaychów_"
    ),
    7: ("_na_prch_ej_skiwie"),
    8: ("_poie_na_nie"),
    9: ("_w_"),
}
