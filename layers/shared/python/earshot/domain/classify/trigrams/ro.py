"""Trigrams of `ro` by weight; made by local.language.trigrams."""

WEIGHTS = {
    2: (
        "_at_be_bo_cl_dr_ec_ed_en_er_ev_fl_fu_ga_gu_ha_he_ho_ia_im_is_iu_ja_jo_mă_ni_ob_oc_of_om_op"
        "_pl_pâ_pă_ri_ru_râ_ră_s__ta_tu_ur_vo_îmabiaciadaadeadiaduafiaflainalaalbaloaltaluamianaang"
        "anţapaapoaprapăarcardarlas_asaascaseasiatraugautaveaş_aşuba_balbelberbilbisbrabrubucbumbur"
        "capcasccecepchacheci_cieciicincipclaclucopcorcracrect_ctectictrctucuicumcuncupcâncărcătdar"
        "decdeldemdepdezdicdiudomdoudovdreducduldupdusdă_ealeaseatebrechecoecuedeegaegeelaelieluema"
        "emeemiemnenaendengensenueorepreptepuerceroerterverăesaeseesiespet_etaeteetietreveeviextez_"
        "eziezăfacfi_filfinfolfonfotfungalgangargatge_ghegiagingiuglegregrugurharhe_iariaticoicticu"
        "ideiecienietifeifiigiiilil_illilmimiimuinuinăipairiis_isciseismivaiviizilamlaslaţlbuldolec"
        "leglellemlenleslislizloglonlosltaltelumlunma_magmbamedmemmetmirmismodmolmpampemplmpompumuz"
        "mă_mărnarnaţndindrnduneinelnesnetng_nglniinilnimniunivniznoinomnosnsansinsuntănu_nuanuinăs"
        "nţenţăoadoanoasoatobioc_ocioctoduogiogroi_oieol_olaoldoleom_ombomeomioneonoonuopiopooreorg"
        "oruos_oscosioteotoouăovaovepa_palpatpeapecpetpieplaponpraptepubpunputpânpărracradrafrairam"
        "rarraţrd_refreirelremrenretrevrgarigriurlarmernaro_rocrodrolronrsort_rtaruprusrâurţisa_sc_"
        "schscoscrsecsemsensepsilsinsissocsonspaspesubsudsulsunsupsurtecteitenthetietiltimtiotoltom"
        "tontr_tudtăţua_ualuarub_uceucuud_udiuguuleulium_umbunauncundungunăupeuprupăursurăuseuteuti"
        "utoutăuziuţivalvanvarve_venvesvicvitvizvolvânza_zenziczinzonântânăâulîncăruătoătrşteşulţil"
        "ţiu"
    ),
    3: (
        "_ad_af_am_as_av_ba_bi_br_bu_ch_ci_cr_câ_că_da_du_el_eu_ex_fa_fe_fr_gr_ju_le_n__na_ne_pi_pu"
        "_ra_sc_so_să_th_ti_to_va_ve_viactalăancaneansanăaraarăastataatoazăblicancatceacencercescol"
        "crictocurcutcţida_datdenderdesdeţdiadiseaneazeceeciectediegieloemben_eneenienţermernerses_"
        "esceurezeeşteţuferficfiifragengergraieriinimaimbimeimpincinginiinsinţioaireitiitoităiu_iv_"
        "iveizaiţijudlarlatlealialiclielimlinlulmatme_melmermicmilminmitmonnatncencindandeneanerni_"
        "nicnienisnornstntantintunţanţiocaocuoliolooluomaompomuondonionsontopeopuordormortovipanpol"
        "popporpulpă_ralraşrecrepresrezreşrimriorisroprovrtertisatsersitstostustăsă_taltantartemti_"
        "tintittivtoatrotuauatubludeuitulaultumeumiunountunuuraureurous_ustut_va_vervinzatândâniînt"
        "ăriăţiştiţa_ţi_ţiaţiiţinţioţulţă_"
    ),
    4: (
        "_ap_ar_au_do_fi_ge_li_lo_lu_me_mi_mo_mu_no_nu_or_si_sp_te_traceai_ameandantanuar_ariatiatu"
        "atăau_brica_calcelchiciaculel_er_eraereforfosialianic_iceiciicăieiileiliiloinaindineionit_"
        "iteituiuliunlanlitloclă_maimanmarmbrmenmulmunmânna_nalnd_nianitnt_ntenulnumnă_oaromâon_ona"
        "orape_penperprera_ranratregriaricriirilrinritrmaru_rulră_sauscuse_stistrta_teateltictratri"
        "turuneuriză_ţie"
    ),
    5: (
        "_ac_an_ce_in_pa_po_ro_sa_se_st_sualealian_aniartaţicarce_comconcu_că_eleicaintistitalorne_"
        "ntroriostparpriproreari_rieromst_statattertortretrutululuuni"
    ),
    6: ("_a__al_ca_co_cu_fo_la_ma_o__pe_pr_re_şial_at_ateea_ei_enteriia_ie_ii_la_luior_tă_ui_un_"),
    7: ("_di_es_unaredinestin_le_re_steul_în_şi_"),
    8: ("_de_înde_te_"),
}
