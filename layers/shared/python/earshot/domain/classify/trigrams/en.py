"""Trigrams of `en` by weight; made by local.language.trigrams."""

WEIGHTS = {
    2: (
        "_ab_ad_af_ai_bi_bl_dr_ed_em_ev_fl_gi_gu_hu_ir_je_ka_ki_oc_op_ot_ph_pi_qu_ru_sy_tw_va_ve_wr"
        "_ye_yoablaboackadaae_aftagaaguailairakealaalbalealtamaampaneankannanuapaappargarkarmaroarr"
        "arsasoataatoattatuausautaveaviayebalbanbe_beebelbetbleboubrabrobumburbutca_cascedcercipcit"
        "ckeclaclecluco_crecrics_ctectuculcurda_datdeldepdevdicdiedioditdondurdy_ea_eaceadealeamean"
        "ebreceechedeee_eerefeegeeigeineirelaeldelieloelyem_emaemienaenienneptergerleroerreryetaete"
        "ethetietrettetwevifamferfesffeffifiefilfinfoofrafreftegangesgioglaglegligrogs_guegy_hamhav"
        "heahedheihelhemhenheshighilhiphirholhoohorhouhroht_humiamiatickicsid_idaie_iedielienieriet"
        "ifiigiignilaildileiliilmilyimainnio_ip_ipaisciseisiislissitsittituiviizejanke_ketks_la_lac"
        "laglaslbuledleglenlerletlevleylielifllolm_logloplorlowlsolt_ludma_maimalmaymemmesmetmicmme"
        "mmumormosmoumpampempimplmpoms_musnadnchncinclndandondsnetngsngunionivnlynmennenninotnovnsh"
        "nsinthntontuntynuaoadobeociockod_odeoduoffogrok_ol_oldoleoluomaomionionlonooodookoolootop_"
        "opuoraorgorlorsoryos_ossot_otboteougoupow_owepalpe_peapenpetpicplepopposppeps_ptepubpulqua"
        "quera_radrairamraprcerderdirdsrefregremrepretrgargeribridrilrimriorivrldrlirlyrm_rnerniroa"
        "rocrodrofrolroprosrotrovrrerrirsersirtertsrtyrusrvervisanscoseasecselsensessetshashosiasic"
        "sidsigsisslasmasocspaspossessostsstusubsurta_tabtaitbatchteatelthrthutiatietiltimtittletly"
        "towtrutrytudtwetwoualuceuchuctudeudiughuguuilultumbuncuneup_ur_uraurnurruteutivalvanvedvem"
        "vesvicvidvilvinviswayweewhewinwo_wriyeayedyeryst"
    ),
    3: (
        "_ac_am_ap_au_bu_ce_ci_cl_cr_cu_da_do_du_ea_el_ex_fe_ga_go_ja_jo_ju_kn_pu_ri_ta_ti_us_viace"
        "achactad_adeadiagealsam_amianaancanganiansanyaraarcardarlaseassathbasbliborbricarcencesche"
        "chichociacieck_colcorcouct_ctodeddendesdiadindisds_duceateciecoedieenegiel_ellemeencendene"
        "engensermerterveseesiet_eveew_ey_ficfirfougengergh_ghtgingragrehanharhashichinho_ialiceici"
        "ictideil_imeinaindiniinsir_ireirsitakinknolarlatlaylealecleslialicllallillyloclonls_matmed"
        "milminmonmunna_namndinednernesnewngenglnianicninnisnornownstntantintrntsny_ocaoliolloloome"
        "ommompondongontopeordoreoriorkormoseostothourousovipanpecpolporprepriracrchrecredreerelren"
        "riarierigrisrk_rmarmernaronrourstrthrtischsheshisinsiositso_sonsouspess_ssististotaltantar"
        "temtentesthithotistivtontretrotteuarublue_ulaum_untureuriuseusiustut_uthvelvenwarwerweswhi"
        "whowor"
    ),
    4: (
        "_at_br_en_fa_ge_gr_ha_hi_ho_la_le_li_lo_me_mi_mo_mu_na_ne_pe_pl_po_ra_ro_s__sa_sc_sh_si_sp"
        "_su_te_tr_un_we_woainaliantar_areariartaryastay_calcancatchactide_dereareasecteleemberaere"
        "eriernessfroge_hathisia_ichiesighillincineintishiteithitiityld_linlislitll_llemanmarmbeme_"
        "menmernalnatncendenitns_nteom_onaoneonsornortoutoveownparperplaralranratrd_rearesricrinrit"
        "rn_romrs_rt_se_sedsersh_stetatte_thatictintortratriturundunius_ve_witwn_"
    ),
    5: (
        "_al_ar_as_ba_be_bo_by_ca_ch_de_di_fi_fr_he_it_no_on_or_pa_pr_se_so_st_wh_wiallameat_berby_"
        "ce_ch_comconen_ersestherianic_icaistit_ivelanle_ly_ne_nt_ounprore_ry_stastrtedth_ts_ty_ver"
    ),
    6: ("_fo_ma_re_to_waal_ateatientforor_st_tertioto_was"),
    7: ("_a__co_isan_as_er_es_ingionis_ng_on_"),
    8: ("_an_in_ofanded_in_nd_of_"),
    9: ("_thhe_the"),
}
