"""Trigrams of `tr` by weight; made by local.language.trigrams."""

WEIGHTS = {
    2: (
        "_ai_at_av_aç_ağ_br_ce_ch_co_cu_d__du_ek_er_fe_fo_ho_iş_ja_km_le_lo_mu_na_no_nu_ok_on_os_ot"
        "_pe_pi_ra_ru_sc_sö_sü_th_ti_tu_ul_un_uy_uz_vi_yo_yu_za_çi_çı_ül_ün_ür_üzabaabiacaacıaddadl"
        "akaalbaldalkallalyamiamlampanbaneangapaaptarşas_asiaskastasyataateatlatoavray_aylaynayraz_"
        "aziaçıaş_aşkaşlaştbakbarbasbd_berbesbi_bolburbümbüycancilcu_cumcı_dahdaldardeldesdeğdindis"
        "dizdiğdoldu_duğdöndüldüzdınebieceehiehreinekeekseldem_emaemlenmensergermerneseesketeetketm"
        "etrettevievlevreydeyeeylez_ezieştforfrafregange_gergeçgi_gibgisgragruguegösha_hanhayhazhe_"
        "herhinhirhlehrihuribiiciidaideihiiktilaildilgilyilçimaimeimlinginlinsionirairdireirmis_isa"
        "iseit_itaitiitliveiyliyoizciziizmiçeiğeişlkadkapkaskatkaykelkerkesketkezkimkinkiykişkliklı"
        "km_kolkrakseksiktiktıkçeköykülkı_kımkınkıslaslatlaşlbüldeldilduleklesleylgilidlizlişlkelm_"
        "lmulojlteltıluklusluğlçelçülü_lümlırlışmacmadmatmdimedmelmeymhumidmlimpimünmüznadnalnarnat"
        "nbund_nennernesng_niknirnisnivnlinmenmınomnrans_nsansınt_ntantenünnımnırogrojiokuoldolioll"
        "om_omaomeonaonionlonoonroplor_ordorgoriorlormoruos_osmotopa_perpiyplapropılpımradraprarray"
        "rdirdurdıregrelrgarimritrkirkırlırnero_rolromronrsirtirubrumruprusrünrılrımrışrşısarsavsağ"
        "se_seksensersessiasidsiksilsimsissitsiyskislasleslusmasmispast_stostrsunsyasyosürsıdsırsız"
        "tabtaktamtastaştbotedteltenthetiltiotistkitlitmetontoptortratritrottitıltınubuucaucuuduues"
        "uk_uklulmum_umhumuuncunlunmup_upauraurguriuslustuz_uş_uşuva_vanvarvaşvlevruyakyatyaşyedyen"
        "yi_yinynayolyrıyüzyı_yımyınyıszamzanzarzcezelzenzi_zikzlazlezölzı_zılça_çalçe_çekçerçesçok"
        "çümölçölüörüöstözeüdüüksül_üleülkülüüm_ündüniünlünyüstüziüzöüçüğerğinğlağunğusğınıcııkaıkl"
        "ıl_ıldıllımlınlıraırlırmırııs_ısaız_ışmışışa_şamşanşehşekşikşimşkaşleşı_şın"
    ),
    3: (
        "_ak_am_as_ay_bo_bü_ca_dö_ed_el_es_et_ey_fa_fr_ga_gi_gr_he_hi_ik_is_kö_kü_la_li_mi_mo_mü_nd"
        "_ne_nü_oy_pr_re_ro_st_su_sı_to_va_yö_yü_ça_çe_ço_ön_öz_ın_şa_şeadeahaahiakiaklakıalealialm"
        "altam_ameamıancanianmansantanyarearkarlartasaat_atiavaazaazıağıaşaaşıbatcakci_dakdekderdev"
        "di_dildiydoğdurdündürdı_dığeklektellemeemienlenteraerderkerlerses_estetley_eyieğieşifilfus"
        "gengesgilgörhalharhipia_ikaikiiklil_ilkillimiinaincip_irliteiyaiz_iş_işiiştka_kalkilkizkon"
        "ktaktekuzlayldıledlemleşlgelimlirlisliğlk_llellilmelmilmıluşlyalığmalmarmayme_mekmenmesmet"
        "mi_milminmlamlemuşmı_mınncancencindindınelnemnetneynginiznlenlınmantinu_nunnüfnılok_ol_olm"
        "olooyuoğupanparporralramratrdarderekrenresretridrihrikrisriyrk_rkerlarlirmarmert_rtarterul"
        "sa_sahsalsayselsonstisu_ta_tadtalte_testi_tiktimtlatleturtı_ul_ulaullundunuus_usuuzeuğuuşt"
        "veyyalyaryasyayyazyesyetylayleyunyönyükzerzeyçıkölgöneöreüfuük_ümüün_üneünüür_üreürüüyüğlı"
        "ğu_ılmım_ımıısııylış_ıştşarşlaşmaştiştuştı"
    ),
    4: (
        "_ad_bö_di_do_dü_en_fi_gö_gü_in_iç_ke_ki_ko_kı_ni_nı_or_pa_po_se_si_so_tüadaafıaktal_alıand"
        "anlapıardariatıayaayıağlbağbaşbelbilbu_bulbölca_ce_edeek_ekiel_eliendeneereet_eyafıngelgün"
        "ilmim_iriistiçiiğikankarkenklaklekulkurla_lamletliklinllalmalu_lunlıklınma_makmasmermişmış"
        "ni_nyanı_oluon_onuortra_rafranrasre_rilrlesanstastetektemtertintirtırun_unaur_uruveryanyap"
        "ye_yeryonçinürküzeği_ğı_ıdıık_ılaınaığı"
    ),
    5: (
        "_an_ar_be_bu_ge_ha_il_ma_me_te_ye_yıadıak_alaamaanaanıar_dandendıredieleenietiidiik_iliine"
        "iniisiiyeki_le_lenli_lı_manna_nanne_ninnlanınrakri_rı_rınsi_sinsı_sıntantartüruluyılılıını"
    ),
    6: ("_al_ba_da_de_ka_ku_ol_sa_taarıasıdirer_esiileindndeolarinya_ın_ır_"),
    7: ("_bi_ve_yaarabirda_de_en_eriin_lanlarlerndave_ınd"),
    8: ("an_ir_"),
}
