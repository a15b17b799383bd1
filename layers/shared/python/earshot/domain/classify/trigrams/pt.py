"""Trigrams of `pt` by weight; made by local.language.trigrams."""

WEIGHTS = {
    2: (
        "_ab_ac_ag_bi_cl_cu_du_er_go_gu_gê_he_hi_im_it_lu_ne_nã_ob_of_pl_ra_st_sé_th_ti_ua_va_voaba"
        "abeabraceacoactadiae_ageagoainaioaixalaalhaltampamíanganiansapaapiarcarqarrascaseateatratu"
        "aulautavaaveaviaçõbaibanbarbasberblibolbrebribémcapcatce_celchechicípdemdicdiodirdivdureal"
        "eboeceecoectediefeegaeineiseitelheliellemeemiempen_eneenhenoequergermerveríet_eteetietoetr"
        "euseviexcezefamferfilfinfrefunga_gadgalgangargemgengergiagingnagosgreguagênhamharhe_hishor"
        "iadicíienifiigaigiignilailhillim_imaimoimpin_ineinhinsioriosir_iscismissiteiveiviivoiçãja_"
        "janjogjunlacladlarlaslatlemlenlesletlidlitlleloglonlorlosltalítmadmasmatmbémesmetmicmilmon"
        "mormosmpemplmprmílnatnaçncond_neinesng_ngenglngunovns_nsent_ntunãoobrociodeoduofiogoogrois"
        "ol_olaoleolioloolíomionconeonionoorbordorgornorrouroutovaovipanpaupenpesplapo_podponpécrac"
        "rairavraçrbircarcerderdirelremretridrierigrilrisrmermirnorocrodromronroprqurrorsortoruprío"
        "sadsansasscescoscrsemsessetseusiasicsigsinsissitsmosobsonspaspespospéssassestásubsultebthe"
        "tidtiltimtittodtontrutântóruaduanuasuerugauguuitul_ultuntupourousaustutauteutiutrutuvadval"
        "ve_velvenviavidvilvisvo_volxceza_âniça_çadço_éciêncêneíodítióriôni"
    ),
    3: (
        "_am_ao_ap_au_be_bo_ch_cr_el_fe_fi_fu_ga_ge_ho_ja_jo_ju_le_pi_ri_ro_so_sã_ta_to_un_ve_à_aci"
        "admalealmam_amaamban_aneanhançao_ardareariasiassataatobrocadcamcarcascerchaciecincipcolcor"
        "coscriculdepderdisdmidoreciedeel_eleeloemaembenaencepaercereerneroerrerserteróesceseesiess"
        "etaeu_eveficgo_guehecialianiasie_il_ileiliimeincindinginoipaireitulanlaçle_leilhalholiclin"
        "lislmembrme_meimermponadnasndine_nernhenhonianidnomnornsonstntinçaodoomaomeompon_onhonsopu"
        "oreoriormossostoveovípalpiopolpoppulquaquiralramrecreirenrimrinrmarnarosrovrrarrertirturói"
        "senserso_sosssissossustistosuasuitartasteltemtintretuatugualuesui_ulous_utovínáriçõeém_éri"
        "ês_íliíncípióidões"
    ),
    4: (
        "_ad_al_ar_at_ba_br_ce_ci_en_ex_fa_fr_gr_la_li_lo_me_mi_mo_mu_or_os_ou_sa_si_tr_vi_árab_abi"
        "aisanaancar_astatibitbracalcancesciodasdesdiaea_egieguelaender_eraeriesaespforfragiãgragun"
        "ha_ho_iciideidoinainiintionirairoitoivaizaiãola_lializlo_locmaimanmarmo_nalncendanhanicnis"
        "nosnsintantrocaomoomuonaondontorapelposprepriradrasratre_rearicrioritrtartesegsidsilsãotal"
        "tamtictivtortostritroturua_ulaunaunduniurava_verzadáre"
    ),
    5: (
        "_an_as_di_fo_ha_in_km_su_teadaaliameandanoaraartaçãca_cenciacidco_dendoseirensfoihabicoio_"
        "is_itakm²minmunm²_ncindendontooi_ortou_parperproqueranregresriasa_se_stastestrta_tadtanten"
        "tertestraue_"
    ),
    6: (
        "_ca_em_es_ma_na_o__pa_pe_pr_qu_readeal_antcondadem_esticaidaistmenno_om_or_porra_ro_te_to_"
        "um_ção"
    ),
    7: ("_a__da_do_e__no_po_se_é_adoas_comentes_ia_ma_na_nteumaão_"),
    8: ("_co_umda_do_os_"),
    9: ("_dede_"),
}
