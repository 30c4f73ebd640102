/** Over Swagger UI's own style: the header, what does not fit on a narrow screen, locks where there are no keys, and the guide. */
export const DOCS_STYLE = `body { margin: 0; }
header, main { box-sizing: border-box; max-width: 1460px; margin: 0 auto; padding: 16px 20px 0; font: 16px/1.5 sans-serif; color: #3b4151; }
header p { margin: 0 0 8px; }
.without-keys .auth-wrapper, .without-keys .authorization__btn { display: none; }
.swagger-ui .info { margin: 16px 0; }
.swagger-ui input[type=file], .swagger-ui input[type=text], .swagger-ui select, .swagger-ui textarea { max-width: 100%; box-sizing: border-box; }
.swagger-ui .opblock .opblock-summary-path { word-break: break-word; }
@media (max-width: 640px) {
  .swagger-ui .wrapper { padding: 0 10px; }
  .swagger-ui :is(.opblock-section, .responses-inner) :is(table, tbody, tr, td) { display: block; width: auto !important; min-width: 0 !important; max-width: 100% !important; box-sizing: border-box; }
  .swagger-ui :is(.opblock-section, .responses-inner) thead { display: none; }
  .swagger-ui .opblock-section td { padding: 6px !important; }
  .swagger-ui .opblock-section :is(input[type=file], input[type=text], textarea, select) { width: 100%; }
  .swagger-ui .opblock-summary { flex-wrap: wrap; }
  .swagger-ui .opblock .opblock-section-header { flex-wrap: wrap; height: auto; }
  .swagger-ui .opblock .opblock-section-header > label { margin: 4px 0; }
  .swagger-ui .opblock-body pre, .swagger-ui .highlight-code { max-width: 100%; overflow-x: auto; }
}
main { max-width: 860px; padding-bottom: 40px; }
main pre { padding: 12px; overflow-x: auto; background: #f3f4f7; font-size: 14px; }
main code { overflow-wrap: anywhere; }
main pre code { overflow-wrap: normal; }
main table { display: block; overflow-x: auto; border-collapse: collapse; }
main td, main th { padding: 4px 10px; border: 1px solid #c9cdd6; text-align: left; vertical-align: top; }
`;
