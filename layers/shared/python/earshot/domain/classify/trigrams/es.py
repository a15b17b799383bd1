"""Trigrams of `es` by weight; made by local.language.trigrams."""

WEIGHTS = {
    2: (
        "_ab_ad_ag_am_ap_at_añ_be_bi_bu_cl_da_du_ed_em_er_go_gé_hu_im_is_ja_jo_km_ll_ne_ni_nu_ob_oc"
        "_of_ot_ri_ru_st_th_tuabeabiablaboabracaadiadrae_agoainajeajoaltampaneangansanzapaarlaroarí"
        "asaaseasiatratuautaveay_ayoaísba_bajbanbasbicbiebitbiébleblibolbrabribrocaccapcatceacelcer"
        "chechocinciuclaclucrectidaediedifdirdivdonducdurdíaea_eadealebrechecoecuedaedoefeegaegoegu"
        "einelieloemeemiemoemáenieo_eptequerdermerveríesdeseesoeteetietoetrevaeviexiextey_ez_finfre"
        "fungadgangarginglogosgruguaguigungéngíaha_habhashe_herhilhisho_iadiasichiesifiifoigiiglign"
        "iguil_ilaileimaimiimoimpindinsioripaipiipoir_iraireiriiscisiismiteitiivaiveiviivoiénió_ja_"
        "jo_junladlamlatlecleglemlerlevlinliolislitllilocloglonlorltalítmacmasmatmaymesmetmicmismit"
        "mosmpampemplmprnarnatnconcund_necng_ngenglngunimnionisnivniznovns_nsensint_nuenzaobroceode"
        "odooduogroleoliollolíomeomioncopiorgornoroorrosaoseosiosootaoteotootrounovepa_palpelpenpio"
        "plepolponptirabramrarrcarcercirderdoredrelremreprerretrgargergoribridrilrisrmermirnarnoroc"
        "rodrolromrotrqurrirrorsirsortorupríasadsalsarscascoscrscusdesegsensepsessiasigsinsiosissla"
        "smosobspostustásupsursustabtactectelthetidtigtiltimtiotittodtontrutudtá_tánua_uanubiuciudi"
        "ueduegueluevugauliuloultum_unountupeupour_uriurousiustutiutovalvarve_velvenvidvievilvisxic"
        "ya_yo_zo_án_ániátién_éneériícuín_ítiño_ñolños"
    ),
    3: (
        "_ac_as_au_bo_br_ce_cr_do_ex_fe_fi_fo_ga_ge_gu_he_hi_ho_le_li_lu_má_pi_pl_pu_ra_ro_ti_to_va"
        "_veabaaceactadealaallalmamaambaniarcardareargarrastataateatiatoañabarberblacadcamcasccice_"
        "cenchachicipcolcorcoscrictoctucuacueculdasdepderdiadicdiodoreceectedeedielaeleellemaembemp"
        "enaendenoensepaercereernerrersescesietafamferga_gengiógo_gragueialianideie_iemierimein_ine"
        "inginiinoiosis_ituiudizalarlenliclidlizllellolmemadmbimedmiemilminmonmpomásnadnasndendine_"
        "nianidnocnomnornosnstntóoblocaociol_olaoloomaombompondonionoonsoraordoreostplapo_pobpospue"
        "quiracralrasratrearecrenricrierigrimrinronroprosrovrrarrertisansersicsidsitsióso_sonspesto"
        "tartastemtietintivtostuaturtónuadualudauenueruesulaundus_va_vervinvo_za_zadás_és_ña_"
    ),
    4: (
        "_an_ar_ba_ch_ci_cu_fa_fr_gr_ha_ju_me_mi_mo_mu_na_o__or_sa_so_ta_te_tr_vialealiameamianaanc"
        "andanoar_araariañocalcarcescidciedendesdisdoseciegienceneer_eriertesaficforfrailiillincint"
        "itaitolaclanle_lesliallalo_ma_manmarmbrmermunnacnalncendandonernesnicntintromoomuoneontori"
        "ormortovipañpecprepriradregriarioritrmartartesa_spastestisu_tadtaltamtantentestictortretri"
        "trouniuraía_"
    ),
    5: (
        "_a__al_di_fu_in_ma_no_pe_si_suad_adaan_artbreca_canciacioco_daderaeroespfueiciicoidaidoien"
        "inaio_ionlasmenmo_ncino_ntantoonaperporproranre_resro_se_strtertra"
    ),
    6: (
        "_ca_lo_pa_po_pr_qu_re_seaciadoal_antciócomconda_delestia_icaistiónlosnteon_or_parquera_sta"
        "ta_te_to_ue_un_una"
    ),
    7: ("_el_y_as_do_entna_ón_"),
    8: ("_co_en_es_la_unel_en_es_la_os_"),
    9: ("_dede_"),
}
