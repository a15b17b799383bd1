"""Trigrams of `fr` by weight; made by local.language.trigrams."""

WEIGHTS = {
    2: (
        "_ad_ai_at_bi_bl_bu_ci_eu_fe_fl_fu_fé_go_gu_gé_he_hi_im_is_it_lu_mé_ne_oc_of_on_ph_pu_ri_ru"
        "_s__sp_sy_sé_ta_ti_ut_vo_éd_él_évabiablaceachadaadeadiae_ai_ailalaamaameammampaméaneanoaph"
        "arcarearlaroarrarsastataathatratsattatuausavaaviaysbalbanbarbelbitboubricatcelcercetch_cin"
        "cipck_claclecréctoctuculcédda_daidendepderdeudiadifdirdivdredroducdé_dérdéseanechecoeilein"
        "elieloemaempenaenrepreptepueraercergerierveusey_faifamficfilfinfonfutgalgangengergesgiegin"
        "glagénhamharhauherhiehilhinhishomhonhumia_ianiaticeichictidaidéieliesif_iffifiigiileilmima"
        "imeimpinoinéio_ipaipeisaismisoivaiviix_ièmiétjeajeujuilaclasleclerletlialicliglinliqll_lli"
        "llolm_loiloplorls_lé_léemagmermetmiemismpampimplmusna_nannaunchncondrndénelnemnerneung_nge"
        "nglngunicniqnitnivnninnunnénonnrensintonténu_nuenvinérocaocioctodeoduogiogroinoitoleollolu"
        "omaombomeomionconeongonionoootophoppor_oraoreorgorsos_oseosiossostotaoueoulovepagpalpaspel"
        "penpespeuphiphoplapleponppappeprèpteptipubpuipècpérqu_quara_racradramrapravrcerchrelrepret"
        "reurgargeriarilrioriqrivrmarnarnernirocrodromrotrovrrarrirsirsortary_rèsré_réaréeréésa_sat"
        "seisemsepseusi_sidsiesigsinsiqsmesocsorspaspospèsqussassostosudsuiséeta_tartelthethothéti_"
        "tictiftiltisto_toitortrutudtuetértésuanubluctud_udeuerueuuiluinulauleuliultum_umeuraurguri"
        "urnurouseustutoutrué_vaivalvanvelvemvievisvoivolvrevriys_èceèmeéaléceéciécoécrécéédiédééga"
        "éléémiénééquéreéroéseétiévo"
    ),
    3: (
        "_a__ac_am_ap_as_be_bo_br_cl_cr_el_ex_ga_ge_ha_ho_ja_je_jo_ju_me_mu_na_pi_ra_sc_st_th_to_va"
        "_ve_écactagnamianaaniannapparaardas_assat_ateauxavebasberbleblicaicalcancarcenceschiciacol"
        "corcoucrictediedisditdondécdépeauec_ectembemiencendensermernerrertespetteu_euxforgnegragro"
        "guehanhe_ialiciideieuigniliinaincindinginiinsir_isiissiséièrjoulailatleullaloglonlusmaimat"
        "mbrmesmilminmormpomérnainatncind_ndandinesniennanornsenstntantintsnéeoirolioloom_omponaord"
        "oriormoupousoutouvovipe_perplupolporposprepriprérairalrd_recremrenrigrinritrmeroironroprre"
        "réssaisansensersessiosoustastisé_taltattentietintittivtontoutritrotteturueluisuitupeursusi"
        "ussuteutiuveuéeve_vecvenvilvinès_éesépaéraés_ésiété"
    ),
    4: (
        "_al_ar_av_ba_ce_di_do_fa_fi_fo_gr_li_lo_mi_né_or_ou_pe_pl_ro_te_tr_viageairaital_allan_ang"
        "ançariautbrechacheciectiel_ennersessge_gioicaierintitaiteitiituitéivelanlemlielislitmanmar"
        "mmemmumonmunnalndenisnnenomntrnçané_oisondonnou_pouproratricrierisrourt_rtertirégssessiste"
        "strsurtaitantemtertesteutiqtrats_tuéuesui_uniureut_ux_verçaièreégiériéta"
    ),
    5: (
        "_an_ca_ch_dé_fr_il_in_mo_no_po_qu_re_ré_sa_se_si_so_su_étainaisalealiancandar_artau_ce_com"
        "conellemefraienil_illin_ineireiseistit_me_ncenteommonsontortourquiresrs_sitsontreté_us_"
    ),
    6: (
        "_au_d__da_du_l__ma_pa_pr_à_ansantatidandesdu_er_eurie_iquis_lesllemenns_parqueranse_te_tio"
        "ue_uneur_ée_"
    ),
    7: ("_co_en_eten_entet_ionnt_on_re_st_un_"),
    8: ("_es_la_le_unestla_le_ne_"),
    9: ("_dede_es_"),
}
