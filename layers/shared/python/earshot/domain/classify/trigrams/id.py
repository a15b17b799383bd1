"""Trigrams of `id` by weight; made by local.language.trigrams."""

WEIGHTS = {
    2: (
        "_ab_ag_ap_br_ce_ch_ci_do_fo_gr_gu_ho_hu_ib_it_km_lo_pi_ro_ru_so_sp_th_to_tr_um_yuaatab_aca"
        "ad_adeaeraguairaitakiaksaktakualealuambamiamuannansanuapiardareargarkarnastasuatoausautbad"
        "balbebbiabihbilbinblibolbu_buhbukbuncanchacisdaedahdakdasdekderdiddigdildimdindipduaduddun"
        "ebiedaedieduegiek_ekiekoeksektelieloem_encensepeepuergerherjeroerpeseesteteetiewafikforgam"
        "gelgenggiggoggrggugingotgragrigsagushamhe_hiniasibaibeibuideidiif_igaiguihaikuim_impineiny"
        "ipaipeiraiteitiivejakjaljenjepjerkaikapkebkemketkitkolksiktoktuku_kunlaklarle_lebleklemlen"
        "leslm_loglomlonlu_luklumlurmahmaimakmalme_metmi_minmpempimpomulmummunmusnahnarncancind_nde"
        "ne_nernghngunikninnjuno_nomnt_ntonunnusnyeodeogiok_ol_oliomaomiompondonionoonsontoreorgori"
        "ormoseosiotoovepaipalpaspelpespi_pinpolprepripurputrabrairajralramraprberdardire_rearekres"
        "retrilritrjarkerlarodromronroprosrsarsersirterturu_runrutsaasahsassecsejsensessetsilsitska"
        "sumsursustaitalte_tekthetiatidtiftiltiotistkato_tontrotuatuntusuasubuudaudiuduuh_uhaujuul_"
        "uliuluumaumbumuup_ustusuutrverwakwaryaiyak"
    ),
    3: (
        "_ak_am_ar_as_bo_ca_co_du_fi_ga_ge_hi_ia_is_je_ki_ku_le_li_lu_mi_mo_ne_no_or_po_st_tu_ut_wa"
        "abaagiahiajaameampancanjap_arubatbelbenbesbutcardapde_dibdikdirditdukebeegaejaekael_eleelu"
        "emaemeempemueneenienjenuenyeorerdereerkermernes_et_filgahgalgergiaharhirialidaih_ikeikiil_"
        "ilmimuisaiseit_ituja_jadjanjarjawjugkaske_kelkenkepkerki_komkonla_lailaslaulayli_lialimlin"
        "lislitluamarmbembumelmilmpampumurnaknasndindunegngengingsnianisnjannyntentiolaoloonaongor_"
        "pa_parpulpunradrakrasrbarenrgariarisrkarnartirussamseksemseosepsiksinsiosisstastestistrsua"
        "suksuntamteltiktintortratriturua_uanuaruatugaukaukuum_uruusausiwanwilyah"
    ),
    4: (
        "_al_an_bi_bu_ha_ja_ju_mu_na_ol_pu_ra_re_si_un_wiaanabuadiagaahuainanianyapaartateatibahbar"
        "bupcamdesdiadisebaecaeh_embemienaendentepaerberlersertesaetaga_gaigarggagi_gkagunhanhashun"
        "ilailiimain_inainsintionir_iriisiistitaka_kabkalkarkatkeckotlatlehletlikmasmbamemna_nalnam"
        "nanndangknsioleon_oraotaovipanpemrahratrikrinrlermarovrtarupsalsansarsatselsertahtaktartas"
        "tautemti_timtukulaunauniuntur_uraus_ut_utavinwa_"
    ),
    5: (
        "_at_ko_la_pr_su_ta_tiahaai_ak_aliam_anaandantar_as_atuau_awaayabagbanbuadendonebuelaen_er_"
        "erieruesiianik_ikaindiniis_lamlanma_manmatmerndonesnggni_ntantuonepadpakpatpenprosa_siaten"
        "tu_uahuk_un_ungupa"
    ),
    6: (
        "_de_ka_ma_pa_saakaal_amaariasaasiat_berda_darengeragania_ingmennganyaperra_ranri_sebsi_ta_"
        "terya_"
    ),
    7: ("_ad_ba_be_in_ke_me_pe_te_yaaraatadaldandi_kantanyan"),
    8: ("_da_di_seadaah_alalahng_"),
    9: ("an_ang"),
}
