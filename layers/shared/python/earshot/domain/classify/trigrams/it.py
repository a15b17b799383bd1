"""Trigrams of `it` by weight; made by local.language.trigrams."""

WEIGHTS = {
    2: (
        "_ac_ag_av_bi_cl_d__el_en_et_ga_gl_go_gu_im_is_nu_op_ru_sv_ta_ti_tu_ua_usacead_adeadiadoadr"
        "afiagiaglagnagoai_ainalaalbalcalmamaambamiammampaneangapoar_arcaroarras_asaasiatratuautava"
        "aveaviavoazzbanbasberbilbrabrebribumcapcasccacchcciccocelcerchacidciecinciocirck_clacoscre"
        "crocuidandegdetdifdindirditdivdizdondotdueealeatecceceecieclegaeggegneguelaeliemaembemeemp"
        "en_enaenienoeo_ercervesaet_eteetietreurevaeveeviezifamfasffifilfonfu_ga_gange_gi_gingiugle"
        "gnagnignogolgongregruguagueguiha_herhi_hiahieiamiariasiccidaidiiesietigiignilailmimiimpinf"
        "insiociraircis_isiisoissiteiutivolarlaslazlbuleglenlielislizlm_lmeloglonlorltalteltiltoltr"
        "mbimbrmedmesmi_miamicmigmilmismitmmammimodmolmormpampempimusnarnaznclncond_negneinennesng_"
        "ngenglngongunimnivniznnannennonolnonnosnotnsent_nzinzoocaoccoceociodiodoogiogroi_oidoleoll"
        "oluomiomooncopror_orborgornoroorrorsoscosiotaoteotopa_pagpatpecpenpetpi_piapicpiopitponpop"
        "quiracradrafragramraprarrasrbircarchrcircord_rdirecrelremrgaridrivrizrmirnarnorocrodrogroi"
        "rosrotrrarrerrirrorsirtarupsatscasceschscrsecsegsetsiasidsigsimsinsissivsocsorspaspost_stu"
        "su_suasuosuptagtamtazteatecthetietiltiotistoltruttrttuttàtudtutuanuaruccudiueluenuesuitul_"
        "ullultungunountuo_upeureuriurous_usausiussustutautiuzivalvanvarvatvi_viavidvievilvitvo_ze_"
        "zo_zon"
    ),
    3: (
        "_ad_am_ap_as_at_au_be_bo_br_ce_cr_cu_do_du_ec_ed_er_fe_fu_ge_ha_it_lu_mu_na_o__pu_ra_sp_th"
        "_to_va_voaccaltan_anaanzapparaardascastatebblblicalcamcceci_cipclicopcorcridatdenderdesdia"
        "dicdiodipea_ecoed_edeediegleleemiendennensenzermernerrertes_escesietaferfinforgengiago_ial"
        "iaticeichienierifiiglileiliillimaimoindiorireiscispitiivaiveiviiziiù_lanlatlesletliollimag"
        "marmatmermetminmponchndandendinernianicnisnitnninomnornsinzaoltomaomponsopeopooraordormort"
        "ossottovaoveovipalpiùpolporposppappopubquaqueralrazrearenrierigrimrinriormaromronroprovrso"
        "rtosansemsensersicsiosolspessasultarteltemtestintittivtontreturua_ualubbue_ui_um_umeupputo"
        "uttve_venvinvisvolza_zatzia"
    ),
    4: (
        "_ab_ar_ba_ci_es_fa_fi_fo_fr_gi_gr_i__l__le_li_lo_me_mi_or_pi_qu_ro_sa_sc_ve_viabiaggameand"
        "aniannanoareassbitcancarcatce_cenceschiciacitcolde_deidisdo_egiei_eneereeroersessestficfra"
        "ggigraianiciideie_imeincineinginiinointipaitoittituitàizzlialiclinlitlloma_manmo_monmunnal"
        "natncencindontrolaolioloomeomuonaondonionoontoreostpo_priregresretriaricrisritrtertisa_sci"
        "scositso_sonssessissostestistostrtaltentimtritrottattettituauatuneuniurava_verzza"
    ),
    5: (
        "_a__an_ch_ma_mo_no_pa_pe_po_re_ri_se_so_su_te_tral_aliancariartataatiattazico_da_daler_era"
        "erieseettgiogliicoinaistli_llelo_me_ni_ntantintoon_oriparpreproranratri_ro_si_tantattertic"
        "tortrattotà_una"
    ),
    6: (
        "_al_ca_da_e__il_la_pr_si_staleallantca_checomconhe_ia_icail_in_io_itall_menna_no_nteoneper"
        "ra_se_state_ti_zio"
    ),
    7: ("_in_ne_è_atoel_entionle_llane_nelre_ta_un_"),
    8: ("_co_de_undeldi_ellla_to_"),
    9: ("_di"),
}
