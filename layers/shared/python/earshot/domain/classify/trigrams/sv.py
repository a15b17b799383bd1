"""Trigrams of `sv` by weight; made by local.language.trigrams."""

WEIGHTS = {
    2: (
        "_ad_ap_by_bö_ce_ch_ci_do_dr_dä_då_ef_eg_er_ex_gi_gu_gå_gö_hi_hä_hö_is_ke_ki_kl_ky_kä_lu_lå"
        "_mä_må_ni_nu_ny_nä_ok_ol_pl_ru_s__sj_su_sä_sö_tu_tä_ur_us_wa_wi_äv_ös_övackadiadsagaagsaj_"
        "aldalmaltamaamiamtaneangankanlanvapaapeaprarbardarrassataatoatuaugavsbarbasbelbenbesblebli"
        "bolbribrobumby_bygbörcarce_cemcencerchacheciackackhcklcksdaddamdatddedecdemdindiodnidomdon"
        "dordredridrodskdstdäreboebreceedieftegeegiekoelielneltem_emeemiemoempenaeneengeniennenoept"
        "erbereerlermerreseesiespev_eveey_famfarfebfesfilfleflyfolfotfrift_ftafärgangesggeghegisgiv"
        "glaglignagstgusgångårhamhe_helhishonhushuvhålhöghörialianiceichickidaideidiie_ielierietift"
        "iggighigtiksiktiliiljilkilmineiniinlinvio_ireisaiseissit_itaiv_ivaivijenjohjorjuljunjäljär"
        "kadkatkhokilkinkiskliknaknikolkorkrakrektokulkunkyrkänkådlbuld_ldaldeldsledleklemleslevli_"
        "lialieljelkellilltlmeloglomls_lselsklstlutlvelägläkma_majmalmesmismn_mnemotmpemråms_mstmt_"
        "männannasncendindlndonelnesngdnglni_nienivnlanlinninnsnovnsantantinuanvänvånärod_odeoduof_"
        "oftog_ogiogroktolaolkoloomaomeomronaondongonionoontopporaoreornorros_ostot_otbounouroveovi"
        "panpetpinporpp_ppspptprerafrakrasrberdardirearekrelreprerrfargargergsriaricridrilrivrjark_"
        "rkerkorksrlarldrlirmarmernerocrodrofrogrolromronroprorrotrovrrarrerrirsirsorsprtaruarukrum"
        "rupry_ränrätrådråksalsansarsatschse_sedsepsetsidsigsiosissitsjöskeskåslusmasocsorss_ssasse"
        "ssistustäståstösvasätså_sånsödtagtastboteltesth_tietigtittlatlitnitobtoltretrotruträttitts"
        "tvetvåty_tystältörubbuguuliullultumeun_untur_ureuroursusauseut_utauteutguvuva_valvatve_vem"
        "vetvilvudvägvärväxvå_vånyckyggyrkystäckägeäktämnän_ängännänsäppäraärdärlärnävläxtållånaård"
        "ödeön_öraörbördörföve"
    ),
    3: (
        "_am_au_bi_bl_ca_co_di_fa_fe_fl_ga_ge_ho_hu_ja_jo_ju_kr_ku_le_lo_lä_mu_ne_of_or_pe_ra_ri_ro"
        "_sl_sy_så_ta_te_th_to_tv_ty_up_ve_årag_ageaktalaalbaliam_amlammamnanaaniannantanuarkarlarn"
        "arsastateatsbanbetbilblaborbruck_ckeda_dagdardigdisdrads_eckedaedeekteleendergerkertesseta"
        "etsfatfinforfraftege_gelgetgragregrugs_gt_herhetholia_ig_ik_il_ildinaindinninoinsintis_ite"
        "itiittivejankapke_kenketklakonktektiladlaglaslatle_letliklislitllslm_lt_länmatmelmetmilmin"
        "mlimmemmumunmusnadnalnamnarnatndrne_nennetnisnnannensenstnt_ntrobeollolmonsorgoriormorsott"
        "penplapolppepripteralramrarrd_rderedregresretrg_ri_rierigritrkarn_rsarskrtertirunsa_siksin"
        "skiskoskrsktslasläsprssotattemtettheti_tidtiktintivtoctontrituruarum_ungunius_usiustvanvid"
        "vinvisvänväsyskällästättäveådeöst"
    ),
    4: (
        "_al_ar_at_ba_bo_br_da_dö_el_fi_fo_gr_he_la_li_mi_mo_na_no_om_pa_po_pr_re_sa_si_sp_tr_un_ut"
        "_väad_al_aleallamearaariartat_dandeldödel_elaelsembenternestetefråga_gargerharid_ienigaige"
        "ikaikein_kalkarkerkomkrikt_la_larlenlinmanmarmbemenmermmandandsnerngangsnomnornteockoliomm"
        "oneor_ordortparpelperproradranratrenrinrisrs_rstrt_rånsamsensersonspestistotadtaltantarte_"
        "tiotistortrats_ttatteuppändån_ångår_öd_öreörs"
    ),
    5: (
        "_an_be_et_ka_ko_ma_på_se_sk_sv_viansas_atiattberdd_derdesdeted_elleraerierses_ettfödgenhan"
        "ioniskistkanlerligllallemedna_nd_ngeninns_på_ra_rikrnast_stestrsveta_tentilundvenveröddör_"
    ),
    6: ("_fr_ha_in_me_st_ti_vaadeareav_de_denensillka_lanll_ndeng_nskon_re_sk_skasomstatertt_var"),
    7: ("_av_de_en_fö_oc_so_äran_andar_ch_et_föringochom_är_"),
    8: ("_i_er_"),
    9: ("en_"),
}
