"""Trigrams of `nl` by weight; made by local.language.trigrams."""

WEIGHTS = {
    2: (
        "_ac_af_ap_bl_bu_ce_ci_dr_ei_el_er_eu_fa_fe_fo_ga_go_hu_it_jo_ki_kl_kr_lu_mu_om_or_ov_pi_ra"
        "_ru_s__sl_su_ta_tr_tu_tw_vl_vr_zu_zwaagaceactadeadiae_af_ag_ageainak_akealaalbaldampamsana"
        "ancankannanuapparaarkarlaroarsassautbalbanbarbedbeebehbekbetbevbiebinboubrabriburca_carcho"
        "chrciacitconcticusda_daadamdanddedecdesdezdicdigdinditdordradridscdstebieboeceectediedreds"
        "ee_eedeekeesefteg_ehoei_eileitekselaelgem_emaemdenaenbennenoenrep_epterberhermeroerrerwerz"
        "esceseesieslespessetaetbetteuwevievoezefamfilforgaagangdegehgingisgrigushaahalhanharhelhie"
        "hilhinhisholhouhrihteiaaianicaiceicuidaiddidiielietieuigdigtijfijsijviktil_ilailminainiinn"
        "insireiseisiitgityiveivijanjdeje_jkska_kamkelki_kinkkeklekm²komks_ksektokunla_laclaglaklas"
        "latleelegleilerleslevlgelgili_lialiclislitlkillallilogloolsema_malmatmd_me_meimelmidminmme"
        "mpims_mstmt_m²_nalnamncendaneenesni_nigninniënkeno_noenovnscntantintontrnuaobeochodeoedoek"
        "oemoepoeroetofdog_ogeol_oleolgoliolkolloloolsomaomiommompomsomtonsoofoogooloomoonoosootope"
        "opgopporaoreorgoriorkorlornorporsos_oteourouwpaapanpeepgepiopolpooprepriptera_racralramrat"
        "rdardirecredreereirelrgargeriarilritrk_rkermernarnerocrolromrooroprotrourrerscrsersprtirui"
        "rusrvlseeselsepsersiesissonsoospasposprta_tbateetegteitektgeth_thotictigtinto_toetortretro"
        "tsttweuarudeuguuikuisuliunduniureuriurouteuw_uweve_veevelvievilvisvorwarwegwelweswijwoozen"
        "ziczonzui"
    ),
    3: (
        "_an_au_ba_br_ch_du_fi_ju_ke_km_ko_lo_ni_pe_ri_sc_se_si_so_th_ti_vi_wi_ze_zoaalaamad_aleall"
        "altamianiap_ardareastatebelbijbruce_cenciecomcouct_datdeldepds_dsedt_duiebreched_eefeidein"
        "ek_ellembeneengenieraergerkernerterveteeurezift_gergesgevgezgragrogt_hapheeheiherhijhooia_"
        "ictid_ideiediekiesig_ijdiliillincineintitaiteitiië_jkekanke_kerkteld_ldelieliglinlstmanmar"
        "mbemilmonna_natncinednenngsnienisnnenoonstntyoenok_om_omeonaongoniontookormostot_oudounove"
        "ovipelpenpperaardtresrg_ri_rierinrisrlirmaroerovrrorstsemsinslaspessististotadtaltantatthe"
        "tijtiotistontottratsettetustuuty_uidum_untur_urgurlussustvalvinvlavoevolwaaweeze_ziezij"
    ),
    4: (
        "_aa_am_ar_bi_bo_ca_da_fr_gr_ha_hi_ho_ja_ka_la_le_li_mi_mo_na_ne_no_of_oo_pa_po_pr_ro_sa_sp"
        "_to_wo_ziachal_alialsam_ameangantar_ariarratibesch_chachidisdooegeegiekeeldeleelielseltend"
        "epaerlevefrage_gebgelgiohe_ht_ichienierigeij_ijnikaindinwio_ionissistitsjk_jn_kaakenle_len"
        "llels_mermetnaandindsne_ns_of_op_ortparperprore_regricrijrikrlaronrt_rtesenst_strstutaatem"
        "tietrius_uurvenwaswor"
    ),
    5: (
        "_al_co_do_me_on_op_pl_re_ve_wa_weaakaaraktartas_at_atsberchechtdeedendieedeeerenserdereeri"
        "es_estgemgenijkisckt_laalijlt_maameend_nerng_ngensenwoon_oneor_ordplaranrd_rderenrs_ssetel"
        "tenterts_voowerwon"
    ),
    6: (
        "_be_di_ma_st_te_ui_voaanaatandansdereelel_emeersie_ingit_lanmenndent_nteondoorschstasteuit"
        "ver"
    ),
    7: ("_en_ge_isenter_hetse_te_"),
    8: ("_ee_he_in_vaan_eenet_in_is_van"),
    9: ("_dede_en_"),
}
