"""Trigrams of `de` by weight; made by local.language.trigrams."""

WEIGHTS = {
    2: (
        "_as_bo_ca_do_dr_eh_el_et_fl_fo_fu_ga_gi_gl_go_hi_ih_je_jo_ju_kö_lo_lu_mu_ob_of_os_pe_pf_pi"
        "_ri_ru_su_ta_ti_to_woaatadeadiae_ag_ahlahnainaktalbaldanaancaneankansaraarbardarearkarlasi"
        "astathatuatzau_aueaupbalbanbarbaubekbelbiebilblibrabrebrice_chock_couda_deldigdkrdlidordre"
        "dundurebiebrecked_ediee_egregtehmehtehöeibeideigeimeizekaelaelbeldelielnelsembenienkennenz"
        "eorerhermerzesietrettetweureweey_ezifalfamfasfelff_ffefilfinflufrefrifteftsfühgangefgeggew"
        "giegiogisglegregrigrogrugrügtegunharhathesheuhiehinhishlahlehlihmehn_hnuhocholhrthsehsthts"
        "hunhwehörialianickideiebietiffiftig_igtihrikeildileilmiloimminninwircirkisiitaitsituitäizi"
        "ka_ke_keikelkirklaklekonkrikt_ktektila_laglaslatlaulbeld_ldeleglemleslgellallillslltlm_ln_"
        "logloslusmatmilminmismonmunna_nbendkndlndondsndunehnemneunglnhanhenicnignitnkenktnlann_nta"
        "ntintlntontrntsntwntynunnwonzöockof_offogeogiogrohnolgolloloom_omaomeompondoniontoreorforg"
        "oriormornorsos_oseounoviowipanpe_penplaporppepraprira_racradrafragralramraurbarerresretrf_"
        "rgarharheriarifrigrkerlarlirm_rmarmernarnerodromronroprovroßrsersirtirtrruprwarwerz_rzerün"
        "samsansatsbeseesetsikslasonsowstostustäta_taatartattehthotietiktintivtletontretrotruts_twa"
        "ty_tzetzttätuaruerugeultunkuppuptureurousauseusgusiut_utovenvievinvomwa_welwenwicwiswohyst"
        "zerziezirzt_zumzwezwizösße_ßenächährändängörtösiöstückühründ"
    ),
    3: (
        "_ab_ar_br_bu_ch_co_du_es_fa_fe_fi_ho_ki_kl_kr_ku_mo_ne_ni_od_or_pa_po_ra_ro_sa_sü_te_th_tr"
        "_um_us_vi_ze_zw_übabeageal_aleam_amiammantanzariat_ateattautbesbisbunburchrchschuchwckedet"
        "disdt_ebeedeegeegieheehrekteltemaenaenbengeraerberderferkerlerreruerwesceseessetzezefenfer"
        "forfraft_gebgehgelgligragt_halhanhauhemhr_hrihteia_iediegiesik_ikail_iliillinainiintinzird"
        "iseissitiittitzivejahkenkerkomkreliglinlitll_lt_lteltulunmalmarmbeme_metmmemusnacnalnamnan"
        "natndinesnetniennenntnorns_nscnsenz_nzeobeocholiommonaoneonsor_ordostparperpiepolratrberec"
        "regrgericrikrinrisritrk_rrers_rscrtsselsersgesicsinsissitspisprss_ssisststistlsüdtaltantem"
        "testetthetigtistortritstturtz_uniurcurgussustutevorwalweswiewirzenzu_zurübe"
    ),
    4: (
        "_am_ba_bi_en_fr_fü_gr_he_ja_ka_ko_la_le_li_me_na_no_pr_so_sp_wi_wuadtaftahraliallalsaltame"
        "anganiannartassatiaucaufbeibenbezchichlchndemdeuechei_eilel_eleellemeendeneensergerieteeut"
        "fürge_gemgergeshafheihnehreht_ielinginsis_itekanle_leilenlerlielisllels_manmeimerngsnstnt_"
        "odeortproranrchrd_re_rg_riern_rstrterunse_seisensiessestrtadteiteltiotlitrattetunuchuf_um_"
        "untur_urdutswarweiwerwurzeiür_"
    ),
    5: (
        "_al_an_da_er_ha_ma_mi_re_sc_se_si_ve_wa_we_zuachan_ar_as_auschachtdasde_eiceiseitem_entere"
        "ernersertestet_herienierigeindionit_lanlicmenmitnennerngenisnterderenrt_tscus_"
    ),
    6: ("_au_be_ge_im_st_voandberdendesgenhe_henim_ndene_ng_reistastete_tenterungvervon"),
    7: ("_di_in_is_unch_diees_ichie_ineiscistnd_on_st_und"),
    8: ("_eichedereinin_sch"),
    9: ("_deen_er_"),
}
