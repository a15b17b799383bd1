"""Trigrams of `vi` by weight; made by local.language.trigrams."""

WEIGHTS = {
    2: (
        "_a__au_be_bo_br_bu_bà_bá_ce_cu_cò_du_dư_fa_fr_ga_ge_gr_he_hò_km_lu_lý_lư_me_mu_ne_ni_or_pe"
        "_po_pr_py_re_rh_ri_ro_rể_sc_se_so_sp_st_su_sá_ta_te_tà_tá_tư_va_ve_vă_xu_âm_ôn_đá_đâ_đã_đó"
        "_ểnaceachailalaalealiallalpameamiampanaancaniantar_araardareartas_assastataateatiau_autbay"
        "berburbểica_calcancarcasce_ceacheciecuểcòncôncể_cểpcểuda_dandenderdesdi_diedo_dondểnea_eae"
        "ecied_einel_ennenseraergeriernersestet_gargenghigiágnegraguygểigểmhaihamhanharhauheiherhim"
        "hinhiêhoàhácháiháthâuhìnhòahư_hươhểmhểphểuianic_icaichiciie_iesiidil_ileiliim_inaindiniint"
        "ionireissistitaiêuiểciểpkhikhákhôkhểkinkiểkm_larlatleslialidlinliêllellilloloilonlorloểls_"
        "ly_lý_lể_lểnlểpma_malme_menmermilminmonmể_naincendendinesngangengongểnhinhânhưnianidnnenor"
        "ns_ntantentinusnểioiromaoniontophor_ordoriostouroànoểcoểioểnparpecperpesphopinpyrquaquyquâ"
        "racrairenresrg_riaricridriirinrisritriểrmarn_romroprrarưểsaisauschse_sensiasinsisspessessi"
        "stastistrtaitantesth_thathưtictiltintiêto_tontortểcua_uanulaum_ur_urguriuteuy_uyêuânuểtven"
        "vervàovănxuểyênàn_àu_áchái_ánháo_át_êu_òa_òn_óngôn_úc_ăn_ăngđâyđã_đểađểođểtĩa_ơi_ơn_"
    ),
    3: (
        "_al_ar_bì_bư_cô_da_de_do_hi_hà_há_in_is_le_li_mo_no_of_pa_ra_si_to_tu_tê_tì_xã_đêai_ainal_"
        "aribìnbưểbể_chachochuchíconcểnde_ellen_enteo_er_giagàyha_hayheoho_hoểhà_híahínhônhưểhểyill"
        "ilôineingiểiiểmkhokilkể_le_llalômlểcmanmarmiểmểmna_nd_nghngungànhanhànt_of_phiphíranre_rể_"
        "steta_te_terthithâtritrưtêntìmtểius_uônvuôvể_vểixã_àngào_án_âm_âu_êm_ìm_ía_ínhôméđêmđônđểi"
        "đểuơngươnưểmểchểo_"
    ),
    4: (
        "_an_co_di_dể_gể_ha_hu_ki_kể_la_ma_mi_mé_nó_sa_tâ_tí_vu_đi_ểcandanhao_ay_banbểcbểncaochichâ"
        "cácdiểgiểhe_hi_hoahu_hánhểihểtin_inhis_iêniểtiểukhula_lanmểcne_nó_nểmoa_on_phểra_rênsểnthà"
        "thátiểtratrêtâytícuểnviểvểcvểtànhángìnhíchđiểđểcưểnểy_"
    ),
    5: (
        "_ba_ca_cá_dâ_gi_ho_lể_na_nà_nă_nư_nể_ti_vi_vù_đưae_am_an_angbiểch_chểdaedânes_gưểhiểhuyhàn"
        "háphânhểchểnia_idaloàmétnamngưnhểnàynămnưểoàipháquểrunrểnsể_thetrutể_unguyểvùnyểnác_áp_ây_"
        "ét_ùngăm_đô_đưểđể_đểnưểiểp_"
    ),
    6: (
        "_bi_bể_có_kh_lo_ng_nh_qu_sể_và_vể_đô_ể_có_cểahuểongronthutrotrểtểnuểcvà_ài_ày_ên_ôngểa_ểm_"
        "ểnhểu_"
    ),
    7: ("_ch_cể_hể_ph_tểiểnmểtân_ưểc"),
    8: ("_là_mể_tr_đểhể_là_nh_thểểi_ểngểt_"),
    9: ("_thng_ểc_ển_"),
}
