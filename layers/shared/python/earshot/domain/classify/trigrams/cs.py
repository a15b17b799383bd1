"""Trigrams of `cs` by weight; made by local.language.trigrams."""

WEIGHTS = {
    2: (
        "_as_až_bi_bý_bě_ca_cí_dn_dv_dě_el_ex_ge_gr_hi_hu_jm_kd_km_kn_ku_kř_mn_mu_má_mí_ni_op_sc_sm"
        "_su_sí_th_ti_tu_tv_ty_tě_tř_u__um_ur_va_vi_vá_ví_vš_zd_zk_zp_zv_úz_ča_čl_čt_čí_ří_že_žiaci"
        "acíadaadeadiaduaděahrahuajeajiaktalaalsam_amiamoaneanoansanáaněapoapřar_arcardareariaroars"
        "artas_asiasnataatnatuatřaurautavaaveaviavoazeazyačeačnačoačuaříaž_ba_balbarbecbenberbilbje"
        "blabníborbrabu_by_bí_bývbě_běhbřecelceschechichncieciáckocoucovcícdaldandatdeldemderdesdi_"
        "disdlodnadnednádopdosdradrodskdstdvodá_dándí_díldě_dějdělebned_edoejiejmejnejsejvekoelaeln"
        "eloelsemeemoemíeměenceniennenyepuereermerserveseesnetaetietnetoetretíev_evievnezeeznežífic"
        "fikfilfotgangengicgiegliharhe_hemherhishlehorhráhudhy_ia_ic_iciideihoik_iklikoikuikyilaili"
        "illilmilniloincindineinginiinnintinuináiněis_iskislismisoit_itaitiitoituitéitýivaiveivnivo"
        "izaizoiálií_ičnižnjazjemjevjicjihjinjižjmejméjovjskkalkankarkatkdykemkleklákm_koskrekrokrá"
        "ktiktrktukulkytleclekleslezležlidlivlkolkylnělosládlé_lí_lý_lů_ma_malmanmarmicminmnomocmod"
        "monmosmotmovmořmskmusmy_má_mí_mínmísmě_mělměnměrnacnadnalnapnatncond_ne_necnernesnetng_ngl"
        "ni_ninnisnitnizničnohnomnornotnstnt_ntantentintontrnutnálnárnásnáznémnějněmněnnů_obcobeobi"
        "objobnoboobrobvobyobíoběociodaodeodiodloděogrohoojmokoolaolnolsoluomaomeomiomuomáonaoneoni"
        "onoonsontopaopeopiopooproraoreorgornoroortoruos_osaosooteotiouhousoutouzov_ovsozdozeočíoře"
        "oříož_panpatperpisplaplopo_pohpomponpopporpotpovpozpočprepubpůspůvrafrakramrazrchre_remren"
        "reprgariarierinrisritrmarněrobrogrolronrourusrvervnrácránrátrů_sahsamschsevsi_silslasleslu"
        "smusovspestéstěsu_systattačte_tejtektenthetiktiotistittkatlitoltomtontoptoutritrutrátujtup"
        "tvatvotyptálté_témtéžtý_týctšítů_ubluchudeudoultuniuraurčuskustuzsuživacvajvarvedvesvicvid"
        "visvlavlávněvo_vojvolvozvořvrovskvu_vydvykvysvytvyšvznválvéhvýmvýrvýzvědvěkychyklylozaczal"
        "zdězejzevzkrzniznázovzskzykzákzápácháklál_áleáloánaánoápaárnát_átkátnávaávnáváázíémuéž_íce"
        "ík_ímiístívaíváízeúzeýmiývaýznčelčerčinčnočovčujčítějiějšěleěmeěníětoětšřadře_řecřekřesřsk"
        "řádřídřímřízšenštištěšícšímůsoůvožitživžnížně"
    ),
    3: (
        "_am_ar_au_ba_be_bo_br_bu_ce_co_da_di_fi_fo_fr_ha_he_hl_hr_i__js_k__kl_la_lo_no_o__ok_or_os"
        "_oz_pe_pl_pů_ra_ru_sa_si_sy_to_té_vl_vo_vz_vě_zn_či_čá_řeaceachad_adnajíak_akéal_alealialo"
        "amean_anaancandangantanéanýaraat_atoavnblicenchacháckyckáda_de_dendindlednodnědo_dobdovdru"
        "du_ec_edeediehoejíek_ektelielkemienaeneenoensenáenéenýer_eraerneroeráes_estet_eteeveeziečn"
        "forfragraha_hlahovhrahu_házichii_ikail_in_inainoinsinyionitejehjejjenji_jsojšíkolkomkrakup"
        "kémkýmků_lanlaslatlavledlemlenlečli_licliklinlislitloglouložlsklu_ly_matmecmermetmezmu_mén"
        "namnačncencinemnikno_nu_námnéhníhníknýmněkoblochodooduogiojeokromoon_or_oriormoslotooučouž"
        "oveovnovoověoznožepadparpinpojpospouprvprápřiracradrajratresrnírojromroprotrskru_ruhry_rá_"
        "rálrávré_skasobstnstustvstástístřsvětaktaltantartavtectemtintivtsktu_turtvíty_táttě_tříují"
        "um_upius_utoužívalvelvinvitvouvy_ví_vý_vě_ylaystza_zenzi_zí_án_ároázečasčenči_čníčásřenři_"
        "ří_že_ženží_žív"
    ),
    4: (
        "_al_an_ch_de_dr_ho_in_ji_ka_kr_li_me_mi_mo_mě_ná_ně_re_s__sk_sl_sv_ta_te_tr_vý_ze_záakoani"
        "astateatibo_choci_ckýdy_eboecheckel_eleen_enterieréerýeskhodiceie_jakjedjí_jícklako_konkou"
        "kovkéhkýcladletlnílo_menmi_měsnebnejnicnosnounovná_nícnímnýcoceodnokuoleoliolooviovéovýpod"
        "polprapřepříra_ranravricro_rocrodrokrosrozrý_skoskuskyskáslospost_stestota_telti_tictníto_"
        "tortovtratrotí_třeujeva_vanvatve_venvervodvá_vánvé_výcvětyl_ze_zemznaálnáníástém_ícííhoým_"
        "česěstředší_"
    ),
    5: (
        "_by_do_ja_ko_kt_le_ma_ob_od_pa_so_sp_ve_vy_z__za_čebylckécí_dníedneníistka_ku_ká_ký_la_le_"
        "lovnskny_né_ný_ně_od_ovaovárovskýsoustastistrvníéhoíchím_"
    ),
    6: ("_ne_př_ro_se_stce_em_ho_ickkteky_ké_ostou_prose_skéterých"),
    7: ("_a__na_po_pr_v_ch_na_"),
    8: ("_jeje_ní_"),
}
